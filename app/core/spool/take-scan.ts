import type { TakeEnd, TakeGap } from '#contracts/records/take.ts';
import type { Marker } from '#contracts/records/track.ts';
import type { Block } from './format.ts';
import { decodePayload, type SpoolEnd, type SpoolHead } from './head.ts';
import type { SegmentScan } from './scan.ts';

/** What the segments of a take prove about it. */
export interface TakeScan {
  /** Null when no segment had a readable head. */
  readonly head: SpoolHead | null;
  /** Length of the take in frames per channel, holes included. */
  readonly frames: number;
  /** Frames inside that length that are not on disk. */
  readonly missingFrames: number;
  readonly markers: readonly Marker[];
  readonly gaps: readonly TakeGap[];
  /** Null when the take was never ended properly. */
  readonly endedBy: TakeEnd | null;
  /** Bytes after the good prefix of each segment. */
  readonly badBytes: number;
}

/** A run of frames of the take, in order: audio that is there, or a hole. */
export type TakePiece =
  | { readonly kind: 'audio'; readonly block: Block }
  | { readonly kind: 'hole'; readonly firstFrame: number; readonly frames: number };

/** Adds up the segments of one take, fed in order. */
export class TakeScanner {
  #head: SpoolHead | null = null;
  #frames = 0;
  #missing = 0;
  #badBytes = 0;
  #markers: Marker[] = [];
  #gaps: TakeGap[] = [];
  #endedBy: TakeEnd | null = null;

  /** Takes in one segment and returns its audio in order, with a hole wherever earlier frames are absent. */
  add({ blocks, badBytes }: SegmentScan): TakePiece[] {
    this.#badBytes += badBytes;
    const pieces: TakePiece[] = [];
    for (const block of blocks) {
      if (block.type !== 'audio') this.#event(block);
      else if (block.firstFrame >= this.#frames) pieces.push(...this.#audio(block));
    }
    return pieces;
  }

  #audio(block: Block): TakePiece[] {
    const hole = block.firstFrame - this.#frames;
    const pieces: TakePiece[] = hole > 0 ? [{ kind: 'hole', firstFrame: this.#frames, frames: hole }] : [];
    this.#missing += hole;
    if (hole > 0 && !this.#gaps.some(({ frame, reason }) => frame === this.#frames && reason === 'overrun')) {
      const lengthMs = (hole / (this.#head?.sampleRate ?? 48_000)) * 1000;
      this.#gaps.push({ frame: this.#frames, lengthMs, reason: 'damaged' });
    }
    this.#frames = block.firstFrame + block.frames;
    return [...pieces, { kind: 'audio', block }];
  }

  #event(block: Block): void {
    if (block.type === 'head') {
      this.#head = decodePayload<SpoolHead>(block.payload);
      // A head repeats what earlier segments said, in case those are lost.
      this.#markers = [...this.#head.markers];
      this.#gaps = [...this.#head.gaps, ...this.#gaps.filter(({ reason }) => reason === 'damaged')];
    } else if (block.type === 'marker') this.#markers.push(decodePayload<Marker>(block.payload));
    else if (block.type === 'gap') this.#gaps.push(decodePayload<TakeGap>(block.payload));
    else if (block.type === 'end') this.#endedBy = decodePayload<SpoolEnd>(block.payload).endedBy;
  }

  result(): TakeScan {
    return {
      head: this.#head,
      frames: this.#frames,
      missingFrames: this.#missing,
      markers: this.#markers.toSorted((a, b) => a.frame - b.frame),
      gaps: this.#gaps.toSorted((a, b) => a.frame - b.frame),
      endedBy: this.#endedBy,
      badBytes: this.#badBytes,
    };
  }
}
