const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** A value as XML 1.0 may hold it: escaped, without the characters that it forbids. */
const escaped = (value: string): string =>
  value
    // oxlint-disable-next-line no-control-regex
    .replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Cs}/gu, '')
    .replace(/[&<>"\n\r\t]/g, (char) => escapes[char] as string);

type Values = Readonly<Record<string, string | number | null | undefined>>;

/** `<NAME a="1"` and what follows; attributes without a value are left out. */
const head = (name: string, values: Values): string =>
  `<${name}${Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')}`;

/** An element with everything in it. */
export const element = (name: string, values: Values, children: readonly string[] = []): string =>
  children.length === 0 ? `${head(name, values)}/>\n` : `${head(name, values)}>\n${children.join('')}</${name}>\n`;

/** The beginning of an element that is closed elsewhere. */
export const opened = (name: string, values: Values = {}): string => `${head(name, values)}>\n`;
