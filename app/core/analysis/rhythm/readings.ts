import { classTrack } from './class-track.ts';
import { makeEnvelope, type Envelope } from './envelope.ts';
import { evidenceFor } from './evidence.ts';
import type { RhythmFeatures } from './features.ts';
import { endsOf } from './ends.ts';
import { harmonicFlux, type HarmonicFlux } from './harmonic-flux.ts';
import { levelsOf, type Level } from './levels.ts';
import { groupStrength, placesOf } from './places.ts';
import { hasSameBeats } from './same-beats.ts';
import { tempoClasses } from './tempo-classes.ts';
import { makeTempogram, type Tempogram } from './tempogram.ts';

/** A level with what speaks for it. */
export interface Reading extends Level {
  readonly evidence: Float32Array;
}

/** Everything that the rhythm of some audio may be. */
export interface Readings {
  readonly envelope: Envelope;
  readonly tempogram: Tempogram;
  readonly flux: HarmonicFlux;
  readonly levels: readonly Reading[];
}

export function readingsOf(features: RhythmFeatures): Readings {
  const envelope = makeEnvelope(features);
  const tempogram = makeTempogram(envelope);
  const flux = harmonicFlux(features);
  const classes = tempoClasses(tempogram);
  const best = classes[0]?.strength ?? 0;
  const ends = endsOf(envelope, features);
  const groups = groupStrength(envelope);
  const levels: Reading[] = [];
  for (const tempo of classes) {
    const track = classTrack(envelope, tempo);
    // Tracks of two classes can meet; what both say must not count twice.
    const fresh = levelsOf(track).filter((level) => !levels.some((other) => hasSameBeats(level, other)));
    if (fresh.length === 0) continue;
    const places = placesOf(groups, flux, track);
    for (const level of fresh) {
      levels.push({ ...level, evidence: evidenceFor(level, places, tempogram, best, ends) });
    }
  }
  return { envelope, tempogram, flux, levels };
}
