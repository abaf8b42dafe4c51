import type { Score } from '../music/score.ts';
import type { Family } from '../music/spec.ts';
import { renderDemo } from './demo.ts';
import { master } from './mastering.ts';
import type { Pcm } from './pcm.ts';
import { renderSoundfont } from './soundfont.ts';
import { renderSynth } from './synth/render.ts';

/** The score as audio, mastered. */
export async function render(score: Score, family: Family): Promise<Pcm> {
  if (family === 'soundfont') return master(await renderSoundfont(score), score.name);
  return master(family === 'synth' ? renderSynth(score) : renderDemo(score), score.name);
}
