import type { ConsoleEvent } from '#core/console/events.ts';
import type { StateReader } from '#core/console/state.ts';

/** Events that were sent, until the audio thread has said at which frame each of them counted. */
export class EventLog {
  private readonly state: StateReader;
  private readonly waiting: { readonly ticket: number; readonly event: ConsoleEvent }[] = [];
  private readonly listeners = new Set<(event: ConsoleEvent) => void>();
  private ticket = 0;

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
    return () => this.listeners.delete(listener);
  }

  /** Passes on what has counted since the last call. */
  settle(): void {
    const done: ConsoleEvent[] = [];
    for (let i = 0; i < this.waiting.length;) {
      const { ticket, event } = this.waiting[i] as (typeof this.waiting)[number];
      const frame = this.state.frameOf(ticket);
      if (frame === null) i++;
      else {
        this.waiting.splice(i, 1);
        done.push({ ...event, frame });
      }
    }
    done.sort((a, b) => a.frame - b.frame);
    for (const event of done) for (const listener of this.listeners) listener(event);
  }
}
