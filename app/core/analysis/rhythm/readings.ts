import { classTrack } from './class-track.ts';
import { makeEnvelope, type Envelope } from './envelope.ts';
import { evidenceFor, harmonicFlux, placesOf } from './evidence.ts';
import type { RhythmFeatures } from './features.ts';
import { levelsOf, type Level } from './levels.ts';
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
  /** Harmonic change by frame. */
  readonly flux: Float32Array;
  readonly levels: readonly Reading[];
}

export function readingsOf(features: RhythmFeatures): Readings {
  const envelope = makeEnvelope(features);
  const tempogram = makeTempogram(envelope);
  const flux = harmonicFlux(features);
  const classes = tempoClasses(tempogram);
  const best = classes[0]?.strength ?? 0;
  const levels = classes.flatMap((tempo) => {
    const track = classTrack(envelope, tempo);
    const places = placesOf(envelope, flux, track);
    return levelsOf(track).map((level) => ({ ...level, evidence: evidenceFor(level, places, tempogram, best) }));
  });
  return { envelope, tempogram, flux, levels };
}
