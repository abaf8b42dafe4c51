import type { MidiSource } from '#core/midi/mapping.ts';
import { m } from '#i18n/paraglide/messages.js';

/** What a device calls a button or knob, such as “Note 11, channel 1”. */
export function sourceName({ type, channel, number }: MidiSource): string {
  const part = { channel: String(channel), number: String(number) };
  if (type === 'note') return m.controllers_source_note(part);
  return type === 'cc' ? m.controllers_source_cc(part) : m.controllers_source_bend(part);
}
