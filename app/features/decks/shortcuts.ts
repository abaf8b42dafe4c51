import { m } from '#i18n/paraglide/messages.js';
import { registerShortcut, type Shortcut } from '#ui/shortcuts.svelte.ts';
import { decks } from './decks.svelte.ts';

const SEEK_SEC = 5;
const TEMPO_STEP = 0.1;

const deck = () => decks.current;

/** The cue button is held for as long as the key is. */
function holdCue(): void {
  const held = deck();
  held?.cueDown();
  addEventListener('keyup', () => held?.cueUp(), { once: true });
}

const nudge = (percent: number) => () => {
  const current = deck();
  current?.setTempo(current.tempoPercent + percent);
};

const everywhere: readonly Shortcut[] = [
  { id: 'decks.play', keys: 'Space', label: m.decks_shortcut_play, run: () => deck()?.togglePlay() },
];

const scope = 'decks';

const inRoom: readonly Shortcut[] = [
  { id: 'decks.cue', keys: 'C', scope, label: m.decks_shortcut_cue, run: holdCue },
  { id: 'decks.back', keys: 'ArrowLeft', scope, label: m.decks_shortcut_back, run: () => deck()?.seekBy(-SEEK_SEC) },
  { id: 'decks.ahead', keys: 'ArrowRight', scope, label: m.decks_shortcut_ahead, run: () => deck()?.seekBy(SEEK_SEC) },
  { id: 'decks.faster', keys: '+', scope, label: m.decks_shortcut_faster, run: nudge(TEMPO_STEP) },
  { id: 'decks.slower', keys: '-', scope, label: m.decks_shortcut_slower, run: nudge(-TEMPO_STEP) },
];

const register = (shortcuts: readonly Shortcut[]) => () => {
  const undo = shortcuts.map(registerShortcut);
  return () => {
    for (const leave of undo) leave();
  };
};

/** Play and pause from every room. The strip at the bottom does this while a track is loaded. */
export const registerDeckShortcuts = register(everywhere);

/** The keys of the deck room. */
export const registerRoomShortcuts = register(inRoom);
