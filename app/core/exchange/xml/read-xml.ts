import { SaxesParser } from 'saxes';

/** Deeper nesting is an attack, not a collection. */
const DEEPEST = 128;

export type Attributes = Readonly<Record<string, string>>;

/** What a format makes of elements, in the order of the file. Only attributes carry data in the formats of DJs. */
export interface XmlHandler {
  open(name: string, attributes: Attributes, depth: number): void;
  close(name: string, depth: number): void;
}

/**
 * Reads XML piece by piece, with memory for one element. Entities that a document declares for itself are not expanded,
 * so that none can explode; what is broken is read as far as it makes sense.
 */
export class XmlReader {
  /** The document is cut off or not well-formed. */
  isDamaged = false;
  private depth = 0;
  private readonly parser = new SaxesParser();

  constructor(handler: XmlHandler) {
    this.parser.on('error', () => {
      this.isDamaged = true;
    });
    this.parser.on('opentag', ({ name, attributes }) => {
      this.depth++;
      if (this.depth <= DEEPEST) handler.open(name, attributes, this.depth);
      else this.isDamaged = true;
    });
    this.parser.on('closetag', ({ name }) => {
      if (this.depth <= DEEPEST) handler.close(name, this.depth);
      this.depth--;
    });
  }

  write(text: string): void {
    this.parser.write(text);
  }

  end(): void {
    this.parser.close();
  }
}
