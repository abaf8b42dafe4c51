import { beforeAll, expect, it } from 'vitest';
import { ANCHOR_RATE } from '../anchor/low-rate.ts';
import { TripleIndex } from './triple-index.ts';
import { eventPoints, type EventPoints } from './points.ts';
import { Recogniser } from './recognise.ts';
import { toSound, tune, type Playing } from './tune.test.support.ts';

const TRACKS = 16;
const TRACK_SEC = 60;
/** How long a track is heard in the mix, and how long two of them together, s. */
const [HEARD_SEC, MIX_SEC] = [36, 8];

/** The library in two batches, as it is listened to. */
const batches = [new TripleIndex(), new TripleIndex()] as const;

function recognise(points: EventPoints) {
  const recogniser = new Recogniser(points);
  for (const batch of batches) recogniser.listen(batch);
  return recogniser.heard();
}

beforeAll(() => {
  for (let track = 0; track < TRACKS; track++) {
    batches[track % 2]!.add(track, eventPoints(toSound(tune(track, 0, TRACK_SEC, { tempo: 1, pitch: 1 }))));
  }
}, 120_000);

/** Pieces one after the other, each mixed into the next. */
function mixOf(parts: readonly { readonly tune: number; readonly fromSec: number; readonly playing: Playing }[]) {
  const step = (HEARD_SEC - MIX_SEC) * ANCHOR_RATE;
  const fade = MIX_SEC * ANCHOR_RATE;
  const mix = new Float32Array(parts.length * step + fade);
  parts.forEach(({ tune: seed, fromSec, playing }, part) => {
    const samples = tune(seed, fromSec, HEARD_SEC, playing);
    for (let i = 0; i < samples.length; i++) {
      const gain = Math.min(1, i / fade, (samples.length - i) / fade);
      mix[part * step + i] = (mix[part * step + i] as number) + gain * (samples[i] as number);
    }
  });
  return eventPoints(toSound(mix));
}

it('tells the tracks of a mix at up to 8 % more or less tempo, with and without key lock, and names no others', () => {
  const tempi = [1.08, 0.92, 1, 1.05, 0.96, 1.08, 0.92, 1.03];
  // Half with key lock, half without; one is in no library.
  const parts = tempi.map((tempo, i) => ({
    tune: i % 7 === 3 ? 1000 + i : (i * 5 + 2) % TRACKS,
    fromSec: 7 + ((i * 7) % 14),
    playing: { tempo, pitch: i % 2 === 0 ? 1 : tempo },
  }));
  const heard = recognise(mixOf(parts));
  const partAt = (sec: number) => parts[Math.floor((sec - MIX_SEC / 2) / (HEARD_SEC - MIX_SEC))];
  const right = heard.filter(({ track, fromSec, toSec }) => partAt((fromSec + toSec) / 2)?.tune === track);
  const known = parts.filter(({ tune: seed }) => seed < TRACKS);
  console.log(`recognised ${right.length} of ${known.length}, ${heard.length - right.length} wrong`);
  // Precision of 95 % leaves no room for a wrong one among so few.
  expect(heard.length).toBe(right.length);
  expect(right.length).toBeGreaterThanOrEqual(known.length - 1);
  for (const { track, tempo, fromSec, trackSec } of right) {
    const at = parts.findIndex((part) => part.tune === track);
    const { playing, fromSec: began } = parts[at]!;
    expect(Math.abs(tempo - playing.tempo)).toBeLessThan(0.012);
    expect(Math.abs(trackSec - began - (fromSec - at * (HEARD_SEC - MIX_SEC)) * playing.tempo)).toBeLessThan(0.5);
  }
});

it('names nothing in music that it does not know, in noise and in silence', () => {
  const unknown = mixOf(
    Array.from({ length: 6 }, (_, i) => ({ tune: 500 + i, fromSec: 3, playing: { tempo: 1, pitch: 1 } })),
  );
  expect(recognise(unknown)).toEqual([]);
  expect(
    recognise(eventPoints(Int16Array.from({ length: 60 * ANCHOR_RATE }, (_, i) => ((i * 7919) % 20_001) - 10_000))),
  ).toEqual([]);
  expect(recognise(eventPoints(new Int16Array(60 * ANCHOR_RATE)))).toEqual([]);
});
