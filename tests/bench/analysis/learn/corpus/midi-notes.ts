/** A note of a MIDI file. */
export interface MidiNote {
  /** Position in quarter notes. */
  readonly beat: number;
  readonly channel: number;
  readonly key: number;
  /** 0 to 1. */
  readonly velocity: number;
}
export interface MidiNotes {
  /** Where notes start, rising. */
  readonly notes: readonly MidiNote[];
  /** Quarter notes and the tempi that hold from there, in seconds for each quarter. */
  readonly tempi: readonly { readonly beat: number; readonly sec: number }[];
}

/** Note starts and tempi of a standard MIDI file with ticks in quarter notes. */
export function readMidi(bytes: Buffer): MidiNotes {
  const division = bytes.readUInt16BE(12);
  const notes: MidiNote[] = [];
  const tempi: { beat: number; sec: number }[] = [];
  for (let at = 14; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32BE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === 'MTrk') readTrack(bytes.subarray(at + 8, at + 8 + size), division);
    at += 8 + size;
  }
  function readTrack(track: Buffer, ticks: number): void {
    let [at, time, status] = [0, 0, 0];
    const variable = () => {
      let value = 0;
      for (;;) {
        const byte = track[at++] ?? 0;
        value = value * 128 + (byte & 127);
        if (byte < 128) return value;
      }
    };
    while (at < track.length) {
      time += variable();
      const byte = track[at] ?? 0;
      if (byte >= 128) {
        status = byte;
        at++;
      }
      if (status === 0xff) {
        const kind = track[at++];
        const size = variable();
        if (kind === 0x51) tempi.push({ beat: time / ticks, sec: track.readUIntBE(at, 3) / 1e6 });
        at += size;
      } else if (status >= 0xf0) {
        at += variable();
      } else {
        const [key = 0, value = 0] = [track[at], track[at + 1]];
        if (status >> 4 === 9 && value > 0) {
          notes.push({ beat: time / ticks, channel: status & 15, key, velocity: value / 127 });
        }
        at += status >> 4 === 12 || status >> 4 === 13 ? 1 : 2;
      }
    }
  }
  notes.sort((a, b) => a.beat - b.beat);
  tempi.sort((a, b) => a.beat - b.beat);
  return { notes, tempi };
}
