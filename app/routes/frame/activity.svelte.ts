import { decks } from '#features/decks/index.ts';
import { recorder } from '#features/recorder/index.ts';

/** Whether this page does something that must not be interrupted. */
class Activity {
  readonly busy = $derived(recorder.active || decks.playing);
}

export const activity = new Activity();
