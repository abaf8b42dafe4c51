import type { RhythmFeatures } from '#core/analysis/rhythm/features.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { RhythmFrontEndKernel } from '#workers/analysis/rhythm-front-end.ts';

const BLOCK = 8192;

/** Rhythm features of mono audio. */
export function featuresOf(samples: Float32Array, sampleRate: number): RhythmFeatures {
  const kernels = nodeKernels();
  const frontEnd = new RhythmFrontEndKernel(kernels, { sampleRate, maxSamples: BLOCK });
  const address = kernels.memory.alloc(4 * BLOCK);
  for (let at = 0; at < samples.length; at += BLOCK) {
    const block = samples.subarray(at, at + BLOCK);
    kernels.memory.floats(address, block.length).set(block);
    frontEnd.push(address, block.length);
  }
  return frontEnd.finish();
}
