import * as v from 'valibot';
import { DELIVERIES_PATH, DeliveryEvent } from '#contracts/http/deliveries.ts';
import { inLabel } from '../label/current.svelte.ts';

const kinds = ['asked', 'state', 'step', 'part', 'stores', 'account'];
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

interface Follower {
  readonly event: (event: DeliveryEvent) => void;
  /** The stream stands, so nothing that happens is missed from now on; or it was lost. */
  readonly live: () => void;
}

/**
 * Hears what happens to the user's deliveries. The browser goes on after the last event by itself (`Last-Event-ID`)
 * when a connection breaks; where the server answered with an error instead, this opens a new one after growing waits.
 *
 * @returns the function that stops it
 */
export function followEvents({ event, live }: Follower): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  const hear = ({ data }: MessageEvent<string>) => {
    const parsed = v.safeParse(DeliveryEvent, JSON.parse(data));
    if (parsed.success) event(parsed.output);
  };
  const open = () => {
    const opened = new EventSource(inLabel(`${DELIVERIES_PATH}/events`));
    source = opened;
    opened.addEventListener('open', () => {
      wait = FIRST_WAIT_MS;
      live();
    });
    opened.addEventListener('error', () => {
      live();
      if (opened.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
    for (const kind of kinds) opened.addEventListener(kind, hear);
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
