// `npm run wasm`: compiles every wasm/<module>/assembly/index.ts to wasm/<module>/<module>.wasm, which is kept in git.
// `npm run wasm -- --check` fails when what is kept is not what the sources give.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import asc from 'assemblyscript/asc';

const folder = import.meta.dirname;

/**
 * No runtime and no static data: modules share one memory, which the page's side lays out (memory.ts), so that a module
 * must not place anything in it by itself.
 */
const options = [
  ...['-O3', '--noAssert', '--converge', '--runtime', 'stub', '--use', 'abort='],
  ...['--enable', 'simd', '--enable', 'bulk-memory', '--importMemory', '--initialMemory', '1'],
];

/** Compiles one module in memory. */
async function compile(name) {
  const files = new Map();
  const { error, stderr } = await asc.main([`${name}/assembly/index.ts`, '--outFile', 'out.wasm', ...options], {
    readFile: (file, base) => {
      const path = resolve(folder, base ?? '.', file);
      return existsSync(path) ? readFileSync(path, 'utf8') : null;
    },
    writeFile: (file, bytes) => void files.set(file, Buffer.from(bytes)),
    listFiles: () => [],
  });
  if (error) throw new Error(`wasm/${name}: ${stderr.toString() || error.message}`);
  return files.get('out.wasm');
}

const isCheck = process.argv.includes('--check');
for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  const file = join(folder, name, `${name}.wasm`);
  const bytes = await compile(name);
  const isSame = existsSync(file) && readFileSync(file).equals(bytes);
  if (!isCheck) writeFileSync(file, bytes);
  else if (!isSame) process.exitCode = 1;
  console.log(
    `${isSame ? 'same   ' : isCheck ? 'DIFFERS' : 'written'} wasm/${name}/${name}.wasm ${bytes.length} bytes`,
  );
}
