import type { KeySpan, Truth } from '../truth.ts';
import type { Score } from './score.ts';

/** Rounds to a hundredth of a millisecond. */
const exact = (sec: number) => Math.round(sec * 1e5) / 1e5;

/** What is true of a score, for audio of `durationSec` whose first sample is the score's time 0. */
export function describe(score: Score, durationSec: number): Truth {
  const { tempo, pickup, beatsPerBar } = score;
  const beats = [...tempo.beats].map(exact);
  const isConstant = tempo.plan.kind === 'constant';
  const keys = spans(score, durationSec);
  const bpm = isConstant ? tempo.plan.bpm : Math.round(tempo.medianBpm * 1000) / 1000;
  const rhythm = {
    bpm,
    isConstant,
    beatsPerBar,
    beats,
    downbeats: beats.filter((_, index) => index >= pickup && (index - pickup) % beatsPerBar === 0),
    tempoMap: tempoChanges(score),
  };
  const sections = score.sections.map(({ beat, kind }, index) => {
    const next = score.sections[index + 1];
    return { kind, startSec: exact(tempo.timeOf(beat)), endSec: next ? exact(tempo.timeOf(next.beat)) : durationSec };
  });
  return {
    name: score.name,
    style: score.style,
    durationSec,
    ...(score.hasBeat ? rhythm : { bpm: null }),
    ...(keys.length > 0 ? { key: longest(keys), keys } : { key: null }),
    ...(sections.length > 1 ? { sections } : {}),
    tuningCents: score.tuningCents,
    swing: Math.round(score.swing * 1000) / 1000,
  };
}

function spans(score: Score, durationSec: number): KeySpan[] {
  return score.keys.map(({ tonic, mode, beat }, index) => {
    const next = score.keys[index + 1];
    const endSec = next ? exact(score.tempo.timeOf(next.beat)) : durationSec;
    return { startSec: exact(score.tempo.timeOf(beat)), endSec, tonic, mode };
  });
}

function longest(keys: readonly KeySpan[]): { tonic: number; mode: 'major' | 'minor' } {
  const length = ({ startSec, endSec }: KeySpan) => endSec - startSec;
  const { tonic, mode } = keys.reduce((best, span) => (length(span) > length(best) ? span : best));
  return { tonic, mode };
}

function tempoChanges({ tempo }: Score): { timeSec: number; bpm: number }[] {
  const changes: { timeSec: number; bpm: number }[] = [];
  let last = 0;
  for (let beat = 0; beat + 1 < tempo.beats.length; beat++) {
    const timeSec = tempo.beats[beat] as number;
    const bpm = 60 / ((tempo.beats[beat + 1] as number) - timeSec);
    if (Math.abs(bpm - last) > 1e-6) changes.push({ timeSec: exact(timeSec), bpm });
    last = bpm;
  }
  return changes;
}
