import { labelHeight } from './compose.ts';

const room = { width: 1024, height: 512 } as const;

/** Where a word stands on the sheet, pixels. */
export interface Word {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Words set once, in white on nothing, on one sheet from which both renderers copy. A full sheet begins anew. */
export class Words {
  readonly sheet = new OffscreenCanvas(room.width, room.height);
  /** Rises whenever the sheet has changed. */
  version = 0;
  private readonly context = this.sheet.getContext('2d') as OffscreenCanvasRenderingContext2D;
  private readonly known = new Map<string, Word>();
  private scale = 1;
  private x = 0;
  private y = 0;

  /** Device pixels per CSS pixel. */
  setScale(scale: number): void {
    if (scale === this.scale) return;
    this.scale = scale;
    this.clear();
  }

  find(text: string): Word {
    const known = this.known.get(text);
    if (known) return known;
    const height = labelHeight(this.scale);
    this.context.font = `600 ${Math.round(11 * this.scale)}px system-ui, sans-serif`;
    const pad = Math.round(4 * this.scale);
    const width = Math.min(room.width, Math.ceil(this.context.measureText(text).width) + 2 * pad);
    if (this.x + width > room.width) {
      this.x = 0;
      this.y += height;
    }
    if (this.y + height > room.height) this.clear();
    const word = { x: this.x, y: this.y, width, height };
    this.context.fillStyle = '#ffffff';
    this.context.textBaseline = 'middle';
    this.context.fillText(text, word.x + pad, word.y + height / 2 + 0.5, room.width - 2 * pad);
    this.x += width;
    this.known.set(text, word);
    this.version++;
    return word;
  }

  private clear(): void {
    this.context.clearRect(0, 0, room.width, room.height);
    this.known.clear();
    this.x = 0;
    this.y = 0;
    this.version++;
  }
}
