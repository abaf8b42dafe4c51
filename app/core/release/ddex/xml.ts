import { SaxesParser } from 'saxes';

/** An element with what is in it. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Text directly in it, trimmed. */
  readonly text: string;
}

/** More of it is an attack or a mistake, no release. */
export const xmlLimits = { characters: 50_000_000, elements: 500_000, depth: 64 } as const;

type Open = { name: string; attributes: Record<string, string>; children: Open[]; text: string };

/**
 * Reads a whole XML document within {@link xmlLimits}. Entities that a document declares are not expanded, so that none can
 * explode.
 *
 * @throws RangeError with what is wrong: not well-formed, or beyond a limit
 */
export function parseXml(xml: string): XmlNode {
  if (xml.length > xmlLimits.characters) throw new RangeError('too many characters');
  const parser = new SaxesParser();
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const path = [root];
  let count = 0;
  parser.on('error', (error) => {
    throw new RangeError(error.message);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++count > xmlLimits.elements) throw new RangeError('too many elements');
    if (path.length > xmlLimits.depth) throw new RangeError('nested too deeply');
    const node: Open = { name, attributes: { ...attributes }, children: [], text: '' };
    path.at(-1)?.children.push(node);
    path.push(node);
  });
  parser.on('text', (text) => {
    const node = path.at(-1);
    if (node) node.text += text;
  });
  parser.on('closetag', () => {
    const node = path.pop();
    if (node) node.text = node.text.trim();
  });
  parser.write(xml).close();
  const [document] = root.children;
  if (!document) throw new RangeError('empty document');
  return document;
}

export const childrenOf = (node: XmlNode | undefined, name: string): readonly XmlNode[] =>
  node?.children.filter((child) => child.name === name) ?? [];

/** First element along a path of names. */
export const childOf = (node: XmlNode | undefined, ...names: readonly string[]): XmlNode | undefined =>
  names.reduce<XmlNode | undefined>((at, name) => at?.children.find((child) => child.name === name), node);

export const textOf = (node: XmlNode | undefined, ...names: readonly string[]): string =>
  childOf(node, ...names)?.text ?? '';
