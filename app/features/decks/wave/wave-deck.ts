import type { MixSpan } from '#contracts/records/cue.ts';
import { padColours } from '#core/cues/cues.ts';
import { camelot } from '#core/keys/keys.ts';
import { sectionName } from '#i18n/music.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { WaveColours, WaveDeck, WaveLoop, WaveMark } from '#workers/waves/protocol.ts';
import type { DeckState } from '../deck-state.svelte.ts';

/** Below this the grid's bars are no better than a guess. */
const BARS_KNOWN = 0.5;

/** Reads the theme's colours where the picture stands. */
export function waveColours(element: Element): WaveColours {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: value('--surface-0'),
    ...{ low: value('--band-low'), mid: value('--band-mid'), high: value('--band-high') },
    ...{ beat: value('--line-strong'), bar: value('--text-muted'), playhead: value('--text') },
    ...{ cue: value('--accent'), text: value('--text'), loop: value('--accent') },
  };
}

/**
 * What the running waveform shows of a deck.
 *
 * @param colour of the deck, `#rrggbb`
 */
export function waveDeck(deck: DeckState, colour: string): WaveDeck {
  const { analysis, track } = deck;
  return {
    ...{ label: deck.id, colour, grid: analysis?.tempo.grid ?? null },
    durationSec: track ? deck.durationSec : 0,
    barsKnown: (analysis?.tempo.downbeatConfidence ?? 0) >= BARS_KNOWN,
    marks: track ? [...sections(deck), ...keys(deck), ...cues(deck)] : [],
    loops: track ? loops(deck) : [],
  };
}

const plain = { colour: null } as const;

function sections({ analysis }: DeckState): WaveMark[] {
  const all = analysis?.sections ?? [];
  return all.map(({ startSec, kind }) => ({ ...plain, kind: 'section', timeSec: startSec, label: sectionName(kind) }));
}

/** The keys that a track changes to. */
function keys({ analysis }: DeckState): WaveMark[] {
  const changes = (analysis?.key.segments ?? []).slice(1);
  return changes.map((key) => ({ ...plain, kind: 'key', timeSec: key.startSec, label: camelot(key) ?? '' }));
}

function cues({ cues: points, cueSec }: DeckState): WaveMark[] {
  const main: WaveMark = { ...plain, kind: 'cue', timeSec: cueSec, label: '' };
  if (!points) return [main];
  return [
    ...span(points.intro, m.decks_intro(), m.decks_intro_end()),
    ...span(points.outro, m.decks_outro(), m.decks_outro_end()),
    ...points.memoryCues.map(({ timeSec, name, colour }): WaveMark => ({ kind: 'cue', timeSec, label: name, colour })),
    ...points.hotCues.map(({ slot, timeSec, name, colour }): WaveMark => ({
      ...{ kind: 'hotcue', timeSec, label: `${slot + 1} ${name}`.trim() },
      colour: colour ?? padColours[slot] ?? null,
    })),
    main,
  ];
}

function span(mix: MixSpan | null, begins: string, ends: string): WaveMark[] {
  if (!mix) return [];
  return [
    { ...plain, kind: 'mix', timeSec: mix.startSec, label: begins },
    { ...plain, kind: 'mix', timeSec: mix.endSec, label: ends },
  ];
}

function loops({ cues: points, loopFromSec, loopToSec, looping }: DeckState): WaveLoop[] {
  const saved = (points?.loops ?? []).map(({ timeSec, endSec }) => ({ startSec: timeSec, endSec, active: false }));
  if (!(loopToSec > loopFromSec)) return saved;
  return [...saved, { startSec: loopFromSec, endSec: loopToSec, active: looping }];
}
