import { m } from '#i18n/paraglide/messages.js';
import { registerShortcut, type Shortcut } from '#ui/shortcuts.svelte.ts';
import { sampler } from './sampler.svelte.ts';

const scope = 'decks';

/** The keys of the sampler: pads for as long as they are held. */
export function registerSamplerShortcuts(): () => void {
  const shortcuts: readonly Shortcut[] = [
    ...sampler.pads.map(({ slot }) => ({
      ...{ id: `decks.sampler-${slot + 1}`, keys: `Shift+${slot + 1}`, scope },
      label: () => m.decks_sampler_key({ pad: String(slot + 1) }),
      run: () => sampler.press(slot),
      release: () => sampler.release(slot),
    })),
    {
      ...{ id: 'decks.sampler', keys: 'N', scope, label: m.decks_sampler_show },
      run: () => (sampler.shown = !sampler.shown),
    },
    {
      ...{ id: 'decks.sampler-stop', keys: 'Shift+N', scope, label: m.decks_sampler_stop },
      run: () => sampler.stopAll(),
    },
  ];
  const undo = shortcuts.map(registerShortcut);
  return () => {
    for (const leave of undo) leave();
  };
}
