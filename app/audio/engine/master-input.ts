import { createRing } from '#core/ring/layout.ts';
import { RING_SECONDS, type CaptureInput } from '../capture/input.ts';
import type { ConsoleEngine } from './console-engine.ts';

/**
 * The master as an input to record from: exactly what goes to the loudspeakers, at the rate of the audio clock.
 *
 * @param label how people call it
 */
export async function openMaster(engine: ConsoleEngine, label: string): Promise<CaptureInput> {
  const { context } = engine;
  const ring = createRing(2, context.sampleRate, RING_SECONDS);
  const leave = await engine.tap(ring);
  await engine.resume();
  return {
    ...{ ring, label, context, channels: 2, sampleRate: context.sampleRate, deviceId: '', track: null },
    close: async () => leave(),
  };
}
