import type { ConsoleEvent } from '../console/events.ts';
import { deckIds, type DeckId } from '../console/deck-ids.ts';
import { crossfaderCurves, crossfaderGain, type CrossfaderSide } from '../console/mixer/crossfader.ts';
import type { SetDocument } from './document.ts';

/** Below this gain, -30 dB, a deck does not count as heard. */
const HEARD = 0.03;
/** A deck that has not been seen moving for so long has come to its end by itself, s. */
const UNSEEN_SEC = 2.5;

/** A stretch of a set in which a deck was heard. */
export interface Heard {
  readonly deck: DeckId;
  /** Number of the track. */
  readonly source: number;
  readonly from: number;
  readonly to: number;
}

/** What decides whether one deck is heard. */
interface Strip {
  readonly deck: DeckId;
  source: number;
  plays: boolean;
  fader: number;
  side: CrossfaderSide;
  /** Frame since when it is heard, or null. */
  since: number | null;
}

/** Follows faders and transport through the events of a set. */
class Listener {
  readonly stretches: Heard[] = [];
  private readonly strips = new Map(
    deckIds.map((deck): [string, Strip] => [
      deck,
      { ...{ deck, source: 0, plays: false, fader: 1, side: 0, since: null } },
    ]),
  );
  private place = 0;
  private curve = 0;
  private hamster = false;

  take({ frame, control, value }: ConsoleEvent): void {
    const [owner = '', name = ''] = control.split('.', 2);
    const strip = this.strips.get(owner);
    if (strip) this.turn(strip, name, value, frame);
    else if (name === 'crossfader') this.place = value;
    else if (name === 'curve') this.curve = Math.round(value);
    else if (name === 'hamster') this.hamster = value >= 0.5;
    for (const one of this.strips.values()) this.hear(one, frame);
  }

  end(frame: number): readonly Heard[] {
    for (const strip of this.strips.values()) this.close(strip, frame);
    return this.stretches.sort((a, b) => a.from - b.from);
  }

  private turn(strip: Strip, name: string, value: number, frame: number): void {
    if (name === 'play') strip.plays = value >= 0.5 && strip.source !== 0;
    else if (name === 'spinUp') strip.plays = strip.source !== 0;
    else if (name === 'brake') strip.plays = false;
    else if (name === 'cue' && value >= 0.5) strip.plays = false;
    else if (name === 'fader') strip.fader = value;
    else if (name === 'assign') strip.side = Math.sign(value) as CrossfaderSide;
    else if (name === 'load') {
      this.close(strip, frame);
      strip.source = value;
      strip.plays = false;
    }
  }

  private hear(strip: Strip, frame: number): void {
    const curve = crossfaderCurves[this.curve] ?? 'power';
    const gain = strip.fader * crossfaderGain(curve, this.hamster ? -this.place : this.place, strip.side);
    const isHeard = strip.plays && gain > HEARD;
    if (!isHeard) this.close(strip, frame);
    else strip.since ??= frame;
  }

  private close(strip: Strip, to: number): void {
    const { since, deck, source } = strip;
    strip.since = null;
    if (since !== null && to > since) this.stretches.push({ deck, source, from: since, to });
  }
}

/** When which deck was heard with which track, by rising start. */
export function heardIn(document: SetDocument): readonly Heard[] {
  const { before, moves, firstFrame, endFrame, sampleRate, sights } = document;
  const listener = new Listener();
  for (const event of [...before, ...moves]) if (event.frame < endFrame) listener.take(event);
  const all = listener.end(endFrame).filter(({ to }) => to > firstFrame);
  return all.map(({ from, ...rest }) => {
    const stretch = { ...rest, from: Math.max(from, firstFrame) };
    // A track that ran out has stopped without an event.
    const seen = sights.filter(
      ({ deck, frame }) => deck === stretch.deck && frame >= stretch.from && frame < stretch.to,
    );
    const last = seen.at(-1)?.frame;
    const ranOut = last !== undefined && stretch.to - last > UNSEEN_SEC * sampleRate;
    return ranOut ? { ...stretch, to: last + sampleRate } : stretch;
  });
}
