import type { ConsoleEvent } from '#core/console/events.ts';
import type { StateReader } from '#core/console/state.ts';

/** Events that are kept for a first listener that never comes. */
const MOST_EARLY = 4096;

/** Events that were sent, until the audio thread has said at which frame each of them counted. */
export class EventLog {
  private readonly state: StateReader;
  private waiting: { readonly ticket: number; readonly event: ConsoleEvent }[] = [];
  private readonly listeners = new Set<(event: ConsoleEvent) => void>();
  private ticket = 0;
  /** What counted before anybody listened; told to the first who does. */
  private early: ConsoleEvent[] | null = [];

  constructor(state: StateReader) {
    this.state = state;
  }

  /** Takes an event in. Returns its ticket. */
  add(event: ConsoleEvent): number {
    this.ticket++;
    this.waiting.push({ ticket: this.ticket, event });
    return this.ticket;
  }

  /** Hears every event once it has counted, with its true frame, in the order of the audio. */
  listen(listener: (event: ConsoleEvent) => void): () => void {
    this.listeners.add(listener);
    const { early } = this;
    this.early = null;
    for (const event of early ?? []) listener(event);
    return () => this.listeners.delete(listener);
  }

  /**
   * Passes on what has counted before the frame of the state that was read last, all of it: the state is what these
   * events made. Later ones may be stamped already, in part only; they wait for the next call.
   */
  settle(): void {
    const before = this.state.state.master.frame;
    const done: ConsoleEvent[] = [];
    this.waiting = this.waiting.filter(({ ticket, event }) => {
      const frame = this.state.frameOf(ticket);
      if (frame === null || frame >= before) return true;
      done.push({ ...event, frame });
      return false;
    });
    // Of one frame the older ticket counted first; sorting keeps that order.
    done.sort((a, b) => a.frame - b.frame);
    this.early?.push(...done.slice(0, MOST_EARLY - this.early.length));
    for (const event of done) for (const listener of this.listeners) listener(event);
  }
}
