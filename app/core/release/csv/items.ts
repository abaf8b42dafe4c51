/** Several things in one cell: `Nora Nord [primary]; Sam [featured]`. `;`, `[`, `]` and `\` in names get a `\` in front. */
export interface Item {
  readonly text: string;
  readonly parts: readonly string[];
}

const escaped = (text: string) => text.replace(/[\\;[\]]/g, (char) => `\\${char}`);

export const writeItems = (items: readonly Item[]): string =>
  items.map(({ text, parts }) => [escaped(text), ...parts.map((part) => `[${escaped(part)}]`)].join(' ')).join('; ');

/** @returns null when a bracket does not close */
export function readItems(cell: string): readonly Item[] | null {
  const items: { text: string; parts: string[] }[] = [];
  let item = { text: '', parts: [] as string[] };
  let part: string | null = null;
  const end = () => {
    item.text = item.text.trim();
    if (item.text !== '' || item.parts.length > 0) items.push(item);
    item = { text: '', parts: [] };
  };
  for (let i = 0; i < cell.length; i++) {
    const char = cell[i] as string;
    const literal = char === '\\' && i + 1 < cell.length ? (cell[++i] as string) : null;
    if (part !== null) {
      if (literal !== null || char !== ']') part += literal ?? char;
      else {
        item.parts.push(part);
        part = null;
      }
    } else if (literal !== null) item.text += literal;
    else if (char === '[') part = '';
    else if (char === ';') end();
    else item.text += char;
  }
  end();
  return part === null ? items : null;
}
