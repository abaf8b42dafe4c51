import type { BeatGrid } from '#contracts/records/analysis.ts';
import { noPoints, type ExchangeCues } from '../collection.ts';
import { gridOfMarks, type GridMark } from '../grid-marks.ts';
import { LossCount, type Loss } from '../loss.ts';
import { PointsBuilder } from '../points.ts';
import { fieldText } from '../text.ts';
import { ByteReader, looseBase64 } from './bytes.ts';
import type { SeratoBlobs } from './containers.ts';

/** Entries of one object; Serato has eight cues and eight loops. */
const MOST_ENTRIES = 500;

export interface SeratoFacts {
  readonly cues: ExchangeCues;
  readonly grid: BeatGrid | null;
  readonly losses: readonly Loss[];
}

/** Cues, loops and grid that Serato has left in a file. What makes no sense is left out and counted. */
export function readSerato(blobs: SeratoBlobs): SeratoFacts {
  const losses = new LossCount();
  const markers = blobs.get('Serato Markers2');
  const beats = blobs.get('Serato BeatGrid');
  return {
    cues: markers ? markers2(markers, losses) : noPoints,
    grid: beats ? beatGrid(beats, losses) : null,
    losses: losses.all(),
  };
}

/** Version, then base64 of: version, entries of name, length and data. */
function markers2(blob: Uint8Array, losses: LossCount): ExchangeCues {
  const points = new PointsBuilder(losses);
  const reader = new ByteReader(looseBase64(new TextDecoder('latin1').decode(blob.subarray(2))));
  reader.slice(2);
  for (let count = 0; !reader.isOver && count < MOST_ENTRIES; count++) {
    const name = reader.text();
    if (name === '') break;
    const data = new ByteReader(reader.slice(reader.uint32()));
    if (name === 'CUE') addCue(data, points);
    else if (name === 'LOOP') addLoop(data, points);
    else if (name !== 'COLOR' && name !== 'BPMLOCK') losses.add('otherFields');
  }
  return points.isEmpty ? noPoints : points.done();
}

const hex = (channels: Uint8Array): string =>
  `#${[...channels].map((value) => value.toString(16).padStart(2, '0')).join('')}`;

function addCue(data: ByteReader, points: PointsBuilder): void {
  data.byte();
  const slot = data.byte();
  const timeSec = data.uint32() / 1000;
  data.byte();
  const colour = data.slice(3);
  data.slice(2);
  if (colour.length === 3) points.addHotCue({ slot, timeSec, colour: hex(colour), name: fieldText(data.text()) });
}

/** Loops have a row of pads of their own, so that ours get none. */
function addLoop(data: ByteReader, points: PointsBuilder): void {
  data.slice(2);
  const timeSec = data.uint32() / 1000;
  const endSec = data.uint32() / 1000;
  data.slice(5);
  const colour = data.slice(3);
  data.slice(2);
  if (colour.length < 3) return;
  points.addLoop({ timeSec, endSec, slot: null, colour: hex(colour), name: fieldText(data.text()) });
}

/** Version, count, then places with the beats up to the next; the last has a tempo. */
function beatGrid(blob: Uint8Array, losses: LossCount): BeatGrid | null {
  const reader = new ByteReader(blob);
  reader.slice(2);
  const count = Math.min(reader.uint32(), Math.floor(reader.left / 8), 10_000);
  const places: { timeSec: number; beats: number }[] = [];
  const marks: GridMark[] = [];
  for (let i = 0; i < count; i++) {
    const timeSec = reader.float32();
    const last = places.at(-1);
    if (last) marks.push({ timeSec: last.timeSec, bpm: (last.beats * 60) / (timeSec - last.timeSec) });
    if (i === count - 1) marks.push({ timeSec, bpm: reader.float32() });
    else places.push({ timeSec, beats: reader.uint32() });
  }
  const grid = gridOfMarks(marks, 4, marks[0]?.timeSec ?? 0);
  if (count > 0 && !grid) losses.add('grid');
  return grid;
}
