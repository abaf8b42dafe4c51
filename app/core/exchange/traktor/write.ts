import type { BeatGrid } from '#contracts/records/analysis.ts';
import { timeOfBeat } from '../../tempo/beat-grid.ts';
import type { Collection, ExchangeTrack } from '../collection.ts';
import { plain } from '../text.ts';
import { element, opened } from '../xml/write-xml.ts';
import { colourToNml, CUE, keyToNml } from './terms.ts';

/** Stands for the disk, of which a browser knows nothing; Traktor relocates by file name. */
const VOLUME = 'Wavefoundry';

/** Writes a collection as Traktor reads it (NML version 19). */
export function* writeTraktor({ tracks, lists }: Collection): Generator<string> {
  const folders = foldersOf(tracks);
  yield '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n';
  yield opened('NML', { VERSION: 19 });
  yield element('HEAD', { COMPANY: 'www.native-instruments.com', PROGRAM: 'Traktor' });
  yield opened('COLLECTION', { ENTRIES: tracks.length });
  for (const [i, track] of tracks.entries()) yield entry(track, folders[i] as string);
  yield '</COLLECTION>\n';
  const nodes = lists.map(({ name, tracks: places }) => {
    const entries = places.map((place) => {
      const KEY = `${VOLUME}${folders[place]}${tracks[place]?.fileName}`;
      return element('ENTRY', {}, [element('PRIMARYKEY', { TYPE: 'TRACK', KEY })]);
    });
    const list = element('PLAYLIST', { ENTRIES: places.length, TYPE: 'LIST' }, entries);
    return element('NODE', { TYPE: 'PLAYLIST', NAME: name }, [list]);
  });
  const all = element('SUBNODES', { COUNT: lists.length }, nodes);
  yield element('PLAYLISTS', {}, [element('NODE', { TYPE: 'FOLDER', NAME: '$ROOT' }, [all])]);
  yield '</NML>\n';
}

/** A folder for each track, so that two files of one name stay two. */
function foldersOf(tracks: readonly ExchangeTrack[]): string[] {
  const seen = new Map<string, number>();
  return tracks.map(({ fileName }) => {
    const count = seen.get(fileName) ?? 0;
    seen.set(fileName, count + 1);
    return count === 0 ? '/:' : `/:${count}/:`;
  });
}

const day = (time: number): string => {
  const date = new Date(time);
  return `${date.getUTCFullYear()}/${date.getUTCMonth() + 1}/${date.getUTCDate()}`;
};

function entry(track: ExchangeTrack, folder: string): string {
  const { key, bpm, grid, year } = track;
  const number = key && keyToNml(key);
  return element('ENTRY', { TITLE: track.title, ARTIST: track.artist }, [
    element('LOCATION', { DIR: folder, FILE: track.fileName, VOLUME, VOLUMEID: VOLUME }),
    ...(track.album ? [element('ALBUM', { TITLE: track.album })] : []),
    element('INFO', {
      GENRE: track.genre || null,
      COMMENT: track.comment || null,
      PLAYCOUNT: track.plays || null,
      PLAYTIME: track.durationSec && Math.round(track.durationSec),
      PLAYTIME_FLOAT: track.durationSec && plain(track.durationSec),
      RANKING: track.rating * 51 || null,
      IMPORT_DATE: track.addedAt === null ? null : day(track.addedAt),
      RELEASE_DATE: year === null ? null : `${year}/1/1`,
      FILESIZE: track.sizeBytes && Math.round(track.sizeBytes / 1024),
      COLOR: colourToNml(track.colour),
    }),
    ...(bpm === null ? [] : [element('TEMPO', { BPM: plain(bpm), BPM_QUALITY: 100 })]),
    ...(number === null ? [] : [element('MUSICAL_KEY', { VALUE: number })]),
    ...cueElements(track),
    ...(grid ? gridElements(grid) : []),
  ]);
}

const milliseconds = (seconds: number): string => (seconds * 1000).toFixed(6);

interface Mark {
  readonly name: string;
  readonly type: number;
  readonly timeSec: number;
  readonly lengthSec?: number;
  readonly pad?: number | null;
  readonly children?: readonly string[];
}

function cueElement({ name, type, timeSec, lengthSec = 0, pad, children = [] }: Mark): string {
  const values = {
    ...{ NAME: name, DISPL_ORDER: 0, TYPE: type, START: milliseconds(timeSec) },
    ...{ LEN: milliseconds(lengthSec), REPEATS: -1, HOTCUE: pad ?? -1 },
  };
  return element('CUE_V2', values, children);
}

function cueElements({ cues: { hotCues, memoryCues, loops } }: ExchangeTrack): string[] {
  return [
    ...hotCues.map(({ name, timeSec, slot }) => cueElement({ name, type: CUE.cue, timeSec, pad: slot })),
    ...memoryCues.map(({ name, timeSec }) => cueElement({ name, type: CUE.cue, timeSec })),
    ...loops.map(({ name, timeSec, endSec, slot }) =>
      cueElement({ name, type: CUE.loop, timeSec, lengthSec: endSec - timeSec, pad: slot }),
    ),
  ];
}

/** One mark for each stretch; the first stands at a downbeat, since Traktor counts bars from it. */
function gridElements(grid: BeatGrid): string[] {
  return grid.segments.map(({ timeSec, bpm, beat }, i) => {
    const steps = i === 0 ? (((grid.downbeat - beat) % grid.beatsPerBar) + grid.beatsPerBar) % grid.beatsPerBar : 0;
    const next = grid.segments[i + 1]?.beat ?? Infinity;
    // A stretch shorter than a bar may have no downbeat of its own.
    const at = beat + steps < next ? timeOfBeat(grid, beat + steps) : timeSec;
    const tempo = element('GRID', { BPM: plain(bpm) });
    return cueElement({ name: 'AutoGrid', type: CUE.grid, timeSec: at, children: [tempo] });
  });
}
