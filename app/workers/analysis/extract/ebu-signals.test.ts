import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeKernels } from '#tests/support/kernels.ts';
import { Extractor } from './extractor.ts';

/** The published test signals may not be passed on, so that this runs only where somebody has put them. */
const folder = process.env['EBU_SIGNALS'] ?? join(import.meta.dirname, '../../../../../shared/data/ebu');
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

function measure(name: string) {
  const options = { maxBuffer: 1 << 30 };
  const { stdout } = spawnSync('ffmpeg', ['-v', 'error', '-i', join(folder, name), '-f', 'f32le', '-'], options);
  const samples = new Float32Array(stdout.buffer, stdout.byteOffset, stdout.byteLength / 4);
  const meter = new Extractor(nodeKernels(), 48_000, 2);
  const frames = samples.length / 2;
  const channel = (index: number) => Float32Array.from({ length: frames }, (_, i) => samples[2 * i + index] ?? 0);
  meter.push([channel(0), channel(1)], frames);
  return meter.finish().loudness;
}

test.skipIf(!existsSync(folder) || !hasFfmpeg).each([
  ['seq-3341-1-16bit.flac', -23, null],
  ['seq-3341-2-16bit.flac', -33, null],
  ['seq-3341-3-16bit-v02.flac', -23, null],
  ['seq-3341-4-16bit-v02.flac', -23, null],
  ['seq-3341-5-16bit-v02.flac', -23, null],
  ['seq-3341-7_seq-3342-5-16bit.flac', -23, 5],
  ['seq-3342-1-16bit.flac', null, 10],
  ['seq-3342-2-16bit.flac', null, 5],
  ['seq-3342-3-16bit.flac', null, 20],
  ['seq-3342-4-16bit.flac', null, 15],
  ['1kHz_sine_-20LUFS-16bit.flac', -20, null],
  ['1kHz_sine_-26LUFS-16bit.flac', -26, null],
  ['1kHz_sine_-40LUFS-16bit.flac', -40, null],
])('%s measures as the EBU says', (name, lufs, lu) => {
  const { integrated, range } = measure(name);
  if (lufs !== null) expect(Math.abs((integrated ?? 0) - lufs)).toBeLessThanOrEqual(0.1);
  if (lu !== null) expect(Math.abs((range ?? 0) - lu)).toBeLessThanOrEqual(1);
});
