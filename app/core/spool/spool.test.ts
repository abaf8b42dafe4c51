import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { dequantise24 } from '../wav/pcm24.ts';
import { BlockChain } from './chain.ts';
import { type BlockHash, HEADER_BYTES } from './format.ts';
import { createBlockHash } from './hash.ts';
import type { SpoolHead } from './head.ts';
import { scanSegment } from './scan.ts';
import { TakeScanner } from './take-scan.ts';

let hash: BlockHash;
beforeAll(async () => {
  hash = await createBlockHash();
});

const head = (segment: number, more: Partial<SpoolHead> = {}): SpoolHead => ({
  ...{ id: 'take', name: 'Probe', backend: 'opfs', sampleRate: 48_000, channels: 2, bitDepth: 24 },
  ...{ deviceLabel: 'Line in', startedAt: 1_800_000_000_000, segment, markers: [], gaps: [] },
  ...more,
});

const FRAMES = 64;
const audioAt = (frame: number) => {
  const left = Float32Array.from({ length: FRAMES }, (_, i) => (frame + i) / 32_768);
  return [left, left.map((x) => -x)];
};

/** A take of `segments` segments of `blocks` audio blocks each, every block as its own bytes. */
function writeTake(segments: number, blocks: number): Uint8Array[][] {
  const chain = new BlockChain(hash);
  let frame = 0;
  return Array.from({ length: segments }, (_, segment) => {
    const parts = [chain.event('head', frame, 0, head(segment))];
    for (let i = 0; i < blocks; i++, frame += FRAMES) parts.push(chain.audio(frame, frame / 48, audioAt(frame)));
    return parts;
  });
}

const concat = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

/** How many whole parts lie before byte `at`. */
function partsBefore(parts: readonly Uint8Array[], at: number): number {
  let end = 0;
  const index = parts.findIndex((part) => (end += part.length) > at);
  return index < 0 ? parts.length : index;
}

test('what was written is read back to the bit', () => {
  const [parts = []] = writeTake(1, 5);
  const { blocks, badBytes } = scanSegment(concat(parts), hash);
  expect(badBytes).toBe(0);
  expect(blocks.map(({ type, sequence, firstFrame, frames }) => [type, sequence, firstFrame, frames])).toEqual([
    ['head', 0, 0, 0],
    ...[0, 1, 2, 3, 4].map((i) => ['audio', i + 1, i * FRAMES, FRAMES]),
  ]);
  expect(dequantise24(blocks[3]?.payload ?? new Uint8Array(), 2)).toEqual(audioAt(2 * FRAMES));
});

test('a segment cut anywhere gives exactly the blocks before the cut', () => {
  const [parts = []] = writeTake(1, 12);
  const bytes = concat(parts);
  fc.assert(
    fc.property(fc.nat(bytes.length), (cut) => {
      const scan = scanSegment(bytes.subarray(0, cut), hash);
      expect(scan.blocks.length).toBe(cut === bytes.length ? parts.length : partsBefore(parts, cut));
      expect(scan.goodBytes + scan.badBytes).toBe(cut);
    }),
    { numRuns: 500 },
  );
});

test('a changed byte anywhere gives exactly the blocks before it', () => {
  const [parts = []] = writeTake(1, 12);
  const bytes = concat(parts);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const harmed = bytes.slice();
      harmed[at] = (harmed[at] ?? 0) ^ mask;
      expect(scanSegment(harmed, hash).blocks.length).toBe(partsBefore(parts, at));
    }),
    { numRuns: 500 },
  );
});

test('a block that was taken out of the middle ends the good part there', () => {
  const [parts = []] = writeTake(1, 6);
  expect(scanSegment(concat(parts.toSpliced(3, 1)), hash).blocks.length).toBe(3);
});

test('missing frames are counted for any damage but at the very end, and keep their place', () => {
  const take = writeTake(4, 6);
  const total = 4 * 6 * FRAMES;
  const cuts = fc.tuple(...take.map((parts) => fc.option(fc.nat(concat(parts).length))));
  fc.assert(
    fc.property(cuts, (cutAt) => {
      const scanner = new TakeScanner();
      let audio = 0;
      let covered = 0;
      for (const [i, parts] of take.entries()) {
        const bytes = concat(parts);
        for (const piece of scanner.add(scanSegment(bytes.subarray(0, cutAt[i] ?? bytes.length), hash))) {
          const frames = piece.kind === 'audio' ? piece.block.frames : piece.frames;
          const at = piece.kind === 'audio' ? piece.block.firstFrame : piece.firstFrame;
          expect(at).toBe(covered);
          covered += frames;
          if (piece.kind === 'audio') audio += frames;
        }
      }
      const { frames, missingFrames, gaps } = scanner.result();
      expect(frames).toBe(covered);
      expect(missingFrames).toBe(frames - audio);
      expect(frames).toBeLessThanOrEqual(total);
      const lengths = gaps.reduce((sum, gap) => sum + gap.lengthMs, 0);
      expect(Math.round(lengths * 48)).toBe(missingFrames);
    }),
  );
});

test('any one surviving segment tells what the take was, earlier markers and gaps included', () => {
  const chain = new BlockChain(hash);
  const markers = [{ frame: 10, label: 'Chorus' }];
  const gaps = [{ frame: 20, lengthMs: 400, reason: 'suspended' as const }];
  chain.event('head', 0, 0, head(0));
  const parts = [
    chain.event('head', 0, 0, head(1, { markers, gaps })),
    chain.event('marker', 30, 0, { frame: 30, label: 'End' }),
    chain.event('end', 0, 0, { endedBy: 'disk-full' }),
  ];
  const scanner = new TakeScanner();
  scanner.add(scanSegment(concat(parts), hash));
  expect(scanner.result()).toMatchObject({
    head: { name: 'Probe', deviceLabel: 'Line in', sampleRate: 48_000 },
    markers: [...markers, { frame: 30, label: 'End' }],
    gaps,
    endedBy: 'disk-full',
  });
});

test('frames that were captured but not kept count as missing once, under their own reason', () => {
  const chain = new BlockChain(hash);
  const gap = { frame: FRAMES, lengthMs: 1, reason: 'overrun' };
  const parts = [
    chain.event('head', 0, 0, head(0)),
    chain.audio(0, 0, audioAt(0)),
    chain.event('gap', FRAMES, 0, gap),
    chain.audio(FRAMES + 48, 0, audioAt(0)),
  ];
  const scanner = new TakeScanner();
  const pieces = scanner.add(scanSegment(concat(parts), hash));
  expect(pieces.map(({ kind }) => kind)).toEqual(['audio', 'hole', 'audio']);
  expect(scanner.result()).toMatchObject({ frames: 2 * FRAMES + 48, missingFrames: 48, gaps: [gap] });
});

test('empty and foreign files hold nothing', () => {
  expect(scanSegment(new Uint8Array(), hash)).toEqual({ blocks: [], goodBytes: 0, badBytes: 0 });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4 * HEADER_BYTES }), (bytes) => {
      expect(scanSegment(bytes, hash).goodBytes).toBe(0);
    }),
  );
});
