/** What a controller says, as far as a mapping can use it. */
export interface MidiMessage {
  readonly type: 'note' | 'cc' | 'bend';
  /** 1 to 16. */
  readonly channel: number;
  /** Of the note or controller, 0 to 127; 0 for a bend. */
  readonly number: number;
  /** 0 to 127, of a bend 0 to 16383. A note that ends has 0. */
  readonly value: number;
}

const isData = (byte: number | undefined): byte is number => byte !== undefined && byte >= 0 && byte < 128;

/** Reads one message. Null for what no mapping can use (clock, sysex, pressure, …) and for what is no message. */
export function parseMidi(bytes: ArrayLike<number>): MidiMessage | null {
  const status = bytes[0] ?? 0;
  const [first, second] = [bytes[1], bytes[2]];
  if (!isData(first) || !isData(second)) return null;
  const channel = (status & 0x0f) + 1;
  if ((status & 0xf0) === 0x80) return { type: 'note', channel, number: first, value: 0 };
  if ((status & 0xf0) === 0x90) return { type: 'note', channel, number: first, value: second };
  if ((status & 0xf0) === 0xb0) return { type: 'cc', channel, number: first, value: second };
  if ((status & 0xf0) === 0xe0) return { type: 'bend', channel, number: 0, value: (second << 7) | first };
  return null;
}

const statuses = { note: 0x90, cc: 0xb0, bend: 0xe0 } as const;

/** The bytes of a message, for lights. */
export function midiBytes({ type, channel, number, value }: MidiMessage): [number, number, number] {
  const status = statuses[type] | (channel - 1);
  return type === 'bend' ? [status, value & 127, value >> 7] : [status, number, value];
}
