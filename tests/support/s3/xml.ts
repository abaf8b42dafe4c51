const escape = (text: string) => text.replaceAll(/[<>&"]/g, (char) => `&#${char.charCodeAt(0)};`);

type Value = string | number | boolean | Date | Node | Node[];
interface Node {
  readonly [name: string]: Value;
}

/** An S3 document; a list repeats its element. */
export function xml(root: string, node: Node): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${element(root, node)}`;
}

function element(name: string, value: Value): string {
  if (Array.isArray(value)) return value.map((one) => element(name, one)).join('');
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: Exclude<Value, Node[]>): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return escape(String(value));
  return Object.entries(value)
    .map(([name, child]) => element(name, child))
    .join('');
}

/** The texts of all elements of a name. */
export function textsOf(document: string, name: string): string[] {
  return [...document.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map((match) =>
    (match[1] ?? '').replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&amp;', '&'),
  );
}
