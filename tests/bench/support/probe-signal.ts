import { writeFileSync } from 'node:fs';

/** What the fake microphone plays: noise whose every frame can be told from all others, so that each loss shows. */
export interface ProbeSignal {
  readonly sampleRate: number;
  /** 16-bit codes of a frame, left and right. */
  frame(index: number): readonly [number, number];
  /** The frame at which this run of four frames stands, or -1. */
  find(run: readonly (readonly [number, number])[]): number;
}

/** A bijective integer hash (finaliser of MurmurHash3): equal frames are ruled out for 2^32 frames. */
function mix(index: number): number {
  let x = Math.imul(index + 1, 0x9e3779b1);
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return x ^ (x >>> 16);
}

const frame = (index: number): readonly [number, number] => {
  const code = mix(index);
  return [(code << 16) >> 16, code >> 16];
};

/** Writes the signal as a 16-bit stereo WAV of `seconds`. */
export function writeProbeSignal(file: string, seconds: number, sampleRate: number): ProbeSignal {
  const frames = seconds * sampleRate;
  const bytes = Buffer.alloc(44 + frames * 4);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + frames * 4, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * 4, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(frames * 4, 40);
  const places = new Map<number, number>();
  for (let i = 0; i < frames; i++) {
    const [left, right] = frame(i);
    bytes.writeInt16LE(left, 44 + i * 4);
    bytes.writeInt16LE(right, 46 + i * 4);
    places.set(mix(i), i);
  }
  writeFileSync(file, bytes);
  const at = ([left, right]: readonly [number, number]) => places.get((right << 16) | (left & 0xffff)) ?? -1;
  return {
    sampleRate,
    frame,
    find(run) {
      const [first] = run;
      const start = first ? at(first) : -1;
      return run.every((one, i) => at(one) === start + i) ? start : -1;
    },
  };
}

/** How a recording compares with the signal. */
export interface SignalMatch {
  /** All frames are the signal's, one after the other. */
  readonly equal: boolean;
  /** Frames that are not the signal's. */
  readonly wrongFrames: number;
  /** Frames of the signal that never came, each gap by itself: the browser's fake device drops whole buffers when it is late. */
  readonly gaps: readonly number[];
}

/**
 * The 16-bit code that a 24-bit sample came from. Chromium turns positive codes into float by 1/32767 and negative ones
 * by 1/32768.
 */
const codeOf = (sample: number) => Math.round(sample < 0 ? sample / 256 : (sample / 8_388_608) * 32_767);

/** Compares interleaved 24-bit stereo PCM with the signal, frame by frame. */
export function matchSignal(signal: ProbeSignal, pcm: Buffer): SignalMatch {
  const frames = Math.floor(pcm.length / 6);
  const read = (i: number): readonly [number, number] => [
    codeOf(pcm.readIntLE(i * 6, 3)),
    codeOf(pcm.readIntLE(i * 6 + 3, 3)),
  ];
  const placeOf = (i: number) => (i + 4 <= frames ? signal.find([read(i), read(i + 1), read(i + 2), read(i + 3)]) : -1);
  let offset = -1;
  for (let i = 0; i + 4 <= frames && offset < 0; i += 97) {
    const start = placeOf(i);
    if (start >= 0) offset = start - i;
  }
  if (offset < 0) return { equal: false, wrongFrames: frames, gaps: [] };
  let wrongFrames = 0;
  const gaps: number[] = [];
  for (let i = 0; i < frames; i++) {
    const [left, right] = read(i);
    const [wantedLeft, wantedRight] = signal.frame(i + offset);
    if (left === wantedLeft && right === wantedRight) continue;
    const place = placeOf(i);
    if (place < 0) wrongFrames++;
    else {
      gaps.push(place - i - offset);
      offset = place - i;
    }
  }
  return { equal: wrongFrames === 0 && gaps.length === 0, wrongFrames, gaps };
}
