import { m } from '#i18n/paraglide/messages.js';
import { HOT_CUES } from '#contracts/records/cue.ts';
import { registerShortcut, type Shortcut } from '#ui/shortcuts.svelte.ts';
import { BRAKE_SEC, type DeckState } from './deck-state.svelte.ts';
import { decks } from './decks.svelte.ts';
import { ZOOM } from './wave/zoom.ts';

const SEEK_SEC = 5;
const TEMPO_STEP = 0.1;
const CROSSFADER_STEP = 0.1;

const scope = 'decks';
type Act = (deck: DeckState) => void;

/** A key that moves the chosen deck. */
const key = (id: string, keys: string, label: () => string, act: Act): Shortcut => ({
  ...{ id: `decks.${id}`, keys, scope, label },
  run: () => act(decks.chosen),
});

/** A key that does something for as long as it is held, to the deck that was meant when it went down. */
function held(id: string, keys: string, label: () => string, deck: () => DeckState, down: Act, up: Act): Shortcut {
  let meant: DeckState | null = null;
  return {
    ...{ id: `decks.${id}`, keys, scope, label },
    run: () => down((meant = deck())),
    release: () => meant && up(meant),
  };
}

const chosen = () => decks.chosen;
const deckAt = (index: number) => () => decks.all[index] as DeckState;
const cue = (id: string, keys: string, label: () => string, deck: () => DeckState): Shortcut =>
  held(
    id,
    keys,
    label,
    deck,
    (one) => one.cueDown(),
    (one) => one.cueUp(),
  );
const nudge = (id: string, keys: string, label: () => string, way: 1 | -1): Shortcut =>
  held(
    id,
    keys,
    label,
    chosen,
    (one) => one.nudge(way),
    (one) => one.nudge(0),
  );
const tempo =
  (by: number): Act =>
  (deck) =>
    deck.setTempo(deck.tempoPercent + by);
const crossfade = (to: (place: number) => number) => () => decks.mixer.crossfade(to(decks.mixer.crossfader));

const everywhere: readonly Shortcut[] = [
  { id: 'decks.play', keys: 'Space', label: m.decks_shortcut_play, run: () => spoken()?.togglePlay() },
];

/** In the deck room the chosen deck, elsewhere the one that the strip shows. */
const spoken = () => (roomIsOpen && decks.chosen.track ? decks.chosen : decks.current);
let roomIsOpen = false;

const transport: readonly Shortcut[] = [
  key('next', 'X', m.decks_shortcut_next, () => decks.chooseNext()),
  cue('cue', 'C', m.decks_shortcut_cue, chosen),
  key('back', 'ArrowLeft', m.decks_shortcut_back, (deck) => deck.seekBy(-SEEK_SEC)),
  key('ahead', 'ArrowRight', m.decks_shortcut_ahead, (deck) => deck.seekBy(SEEK_SEC)),
  key('jump-back', 'Shift+ArrowLeft', m.decks_shortcut_jump_back, (deck) => deck.jump(-1)),
  key('jump-ahead', 'Shift+ArrowRight', m.decks_shortcut_jump_ahead, (deck) => deck.jump(1)),
  key('faster', '+', m.decks_shortcut_faster, tempo(TEMPO_STEP)),
  key('slower', '-', m.decks_shortcut_slower, tempo(-TEMPO_STEP)),
  nudge('nudge-up', '.', m.decks_shortcut_nudge_up, 1),
  nudge('nudge-down', ',', m.decks_shortcut_nudge_down, -1),
  { ...key('zoom-in', 'Shift+ArrowUp', m.decks_shortcut_zoom_in, () => {}), run: () => decks.zoom(1 / ZOOM.step) },
  { ...key('zoom-out', 'Shift+ArrowDown', m.decks_shortcut_zoom_out, () => {}), run: () => decks.zoom(ZOOM.step) },
  { ...key('play-a', 'Q', m.decks_shortcut_play_a, () => {}), run: () => deckAt(0)().togglePlay() },
  cue('cue-a', 'W', m.decks_shortcut_cue_a, deckAt(0)),
  { ...key('play-b', 'P', m.decks_shortcut_play_b, () => {}), run: () => deckAt(1)().togglePlay() },
  cue('cue-b', 'O', m.decks_shortcut_cue_b, deckAt(1)),
];

const modes: readonly Shortcut[] = [
  key('sync', 'S', m.decks_sync, (deck) => deck.setSync(!deck.synced)),
  key('key-lock', 'K', m.decks_key_lock, (deck) => deck.setKeyLock(!deck.keyLock)),
  key('quantize', 'G', m.decks_quantize, (deck) => deck.setQuantize(!deck.quantize)),
  key('repeat', 'T', m.decks_repeat, (deck) => deck.setRepeat(!deck.repeat)),
  key('brake', 'B', m.decks_brake, (deck) => deck.brake(BRAKE_SEC)),
  key('slip', 'Z', m.decks_slip, (deck) => deck.setSlip(!deck.slip)),
  held(
    'reverse',
    'V',
    m.decks_shortcut_reverse,
    chosen,
    (deck) => deck.setReverse(true),
    (deck) => deck.setReverse(false),
  ),
  key('phones', 'E', m.decks_phones_help, ({ channel }) => channel.setPhones(!channel.phones)),
];

const loops: readonly Shortcut[] = [
  key('loop', 'L', m.decks_loop, (deck) => deck.toggleLoop()),
  key('loop-save', 'Shift+L', m.decks_loop_save, (deck) => deck.pads?.toggleSavedLoop()),
  key('loop-halve', 'H', m.decks_loop_halve, (deck) => deck.sizeLoop(-1)),
  key('loop-double', 'J', m.decks_loop_double, (deck) => deck.sizeLoop(1)),
  key('loop-in', 'U', m.decks_loop_in, (deck) => deck.loopIn()),
  key('loop-out', 'I', m.decks_loop_out, (deck) => deck.loopOut()),
  held(
    'roll',
    'Y',
    m.decks_shortcut_roll,
    chosen,
    (deck) => deck.roll(true),
    (deck) => deck.roll(false),
  ),
  ...Array.from({ length: HOT_CUES }, (_, slot) =>
    key(
      `pad-${slot + 1}`,
      String(slot + 1),
      () => m.decks_shortcut_pad({ pad: String(slot + 1) }),
      (deck) => deck.pads?.press(slot),
    ),
  ),
];

const mixing: readonly Shortcut[] = [
  { ...{ id: 'decks.preview', keys: 'Shift+E', scope, label: m.decks_preview }, run: () => decks.list?.listen() },
  {
    ...{ id: 'decks.left', keys: 'D', scope, label: m.decks_shortcut_left },
    run: crossfade((at) => at - CROSSFADER_STEP),
  },
  {
    ...{ id: 'decks.right', keys: 'F', scope, label: m.decks_shortcut_right },
    run: crossfade((at) => at + CROSSFADER_STEP),
  },
  { ...{ id: 'decks.far-left', keys: 'Shift+D', scope, label: m.decks_shortcut_far_left }, run: crossfade(() => -1) },
  { ...{ id: 'decks.far-right', keys: 'Shift+F', scope, label: m.decks_shortcut_far_right }, run: crossfade(() => 1) },
];

const register = (shortcuts: readonly Shortcut[]) => () => {
  const undo = shortcuts.map(registerShortcut);
  return () => {
    for (const leave of undo) leave();
  };
};

/** Play and pause from every room. The strip at the bottom does this while a track is loaded. */
export const registerDeckShortcuts = register(everywhere);

const registerAll = register([...transport, ...modes, ...loops, ...mixing]);

/** The keys of the deck room. */
export function registerRoomShortcuts(): () => void {
  const undo = registerAll();
  roomIsOpen = true;
  return () => {
    roomIsOpen = false;
    undo();
  };
}
