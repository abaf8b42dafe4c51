import type { Plugin } from 'vite';

/**
 * Essentia.js was compiled in 2020 by an Emscripten whose bindings write their glue with `new Function`, which our
 * content security policy forbids. Each entry is one of those generators and what does the same with closures; the
 * replaced text reaches up to the next function of the file.
 */
const replacements: readonly (readonly [name: string, next: string, code: string])[] = [
  [
    'createNamedFunction',
    'extendError',
    `function createNamedFunction(name,body){var f=function(){return body.apply(this,arguments)};
    Object.defineProperty(f,"name",{value:makeLegalFunctionName(name)});return f}`,
  ],
  [
    'makeDynCaller',
    '',
    `function makeDynCaller(dynCall){return function(){var args=[rawFunction];
    for(var i=0;i<arguments.length;++i)args.push(arguments[i]);return dynCall.apply(null,args)}}`,
  ],
  [
    'craftInvokerFunction',
    '__embind_register_class_function',
    `function craftInvokerFunction(humanName,argTypes,classType,invoker,fn){var count=argTypes.length;
    if(count<2)throwBindingError("argTypes array size mismatch! Must at least get return value and 'this' types!");
    var isMethod=argTypes[1]!==null&&classType!==null;var needsStack=false;
    for(var i=1;i<count;++i)if(argTypes[i]!==null&&argTypes[i].destructorFunction===undefined)needsStack=true;
    var returns=argTypes[0].name!=="void";var expected=count-2;
    return function(){
    if(arguments.length!==expected)throwBindingError("function "+humanName+" called with "+arguments.length+" arguments, expected "+expected+" args!");
    var destructors=needsStack?[]:null;var wired=[fn];
    if(isMethod)wired.push(argTypes[1].toWireType(destructors,this));
    for(var i=0;i<expected;++i)wired.push(argTypes[i+2].toWireType(destructors,arguments[i]));
    var rv=invoker.apply(null,wired);
    if(needsStack)runDestructors(destructors);
    else for(var j=isMethod?1:2;j<count;++j)if(argTypes[j].destructorFunction!==null)argTypes[j].destructorFunction(wired[isMethod?j:j-1]);
    if(returns)return argTypes[0].fromWireType(rv)}}`,
  ],
  [
    '__emval_get_method_caller',
    '__emval_get_module_property',
    `function __emval_get_method_caller(argCount,argTypes){var types=__emval_lookupTypes(argCount,argTypes);var retType=types[0];
    return __emval_addMethodCaller(function(handle,name,destructors,args){var values=[];var offset=0;
    for(var i=1;i<argCount;++i){values.push(types[i].readValueFromPointer(args+offset));offset+=types[i]["argPackAdvance"]}
    var rv=handle[name].apply(handle,values);
    for(var i=1;i<argCount;++i)if(types[i]["deleteObject"])types[i].deleteObject(values[i-1]);
    if(!retType.isVoid)return retType.toWireType(destructors,rv)})}`,
  ],
  [
    'craftEmvalAllocator',
    '',
    `function craftEmvalAllocator(argCount){return function(constructor,argTypes,args){var values=[];
    for(var i=0;i<argCount;++i){var type=requireRegisteredType(Module["HEAP32"][(argTypes>>>2)+i],"parameter "+i);
    values.push(type.readValueFromPointer(args));args+=type["argPackAdvance"]}
    return __emval_register(new constructor(...values))}}`,
  ],
  ['emval_get_global', '__emval_get_global', `function emval_get_global(){return globalThis}`],
];

/** Where the text after a generator without a named neighbour goes on. */
const anchors: Readonly<Record<string, string>> = {
  makeDynCaller: 'var dc=Module["dynCall_"+signature]',
  craftEmvalAllocator: 'var emval_newers={}',
};

/**
 * The bindings without dynamic code.
 *
 * @throws Error when the file is not the one this was written for
 */
export function withoutDynamicCode(source: string): string {
  let code = source;
  for (const [name, next, replacement] of replacements) {
    const start = code.indexOf(`function ${name}(`);
    const end = code.indexOf(anchors[name] ?? `function ${next}(`, start);
    if (start < 0 || end < 0) throw new Error(`essentia.js has changed: ${name} was not found`);
    code = code.slice(0, start) + replacement.replace(/\n\s*/g, '') + code.slice(end);
  }
  if (/new Function\b|new_\(Function/.test(code)) throw new Error('essentia.js still writes code at run time');
  return code;
}

/** Lets Essentia.js run under a policy without `unsafe-eval`. */
export function essentiaCsp(): Plugin {
  return {
    name: 'essentia-csp',
    enforce: 'pre',
    transform: {
      filter: { id: /essentia-wasm\.es\.js/ },
      handler: (code) => ({ code: withoutDynamicCode(code), map: null }),
    },
  };
}
