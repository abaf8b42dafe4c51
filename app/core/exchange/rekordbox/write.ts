import type { BeatGrid } from '#contracts/records/analysis.ts';
import { keyName } from '../../keys/keys.ts';
import type { Collection, ExchangeCues, ExchangeTrack } from '../collection.ts';
import { plain } from '../text.ts';
import { element, opened } from '../xml/write-xml.ts';
import { colourToXml, MARK, ratingToXml } from './terms.ts';

/** Writes a collection as rekordbox reads it (its "XML format list", version 1.0.0). */
export function* writeRekordbox({ tracks, lists }: Collection): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield opened('DJ_PLAYLISTS', { Version: '1.0.0' });
  yield element('PRODUCT', { Name: 'Wavefoundry', Version: '0.1.0', Company: '' });
  yield opened('COLLECTION', { Entries: tracks.length });
  for (const [i, track] of tracks.entries()) yield trackElement(track, i + 1);
  yield '</COLLECTION>\n';
  const nodes = lists.map(({ name, tracks: places }) =>
    element(
      'NODE',
      { Name: name, Type: 1, KeyType: 0, Entries: places.length },
      places.map((place) => element('TRACK', { Key: place + 1 })),
    ),
  );
  yield element('PLAYLISTS', {}, [element('NODE', { Type: 0, Name: 'ROOT', Count: lists.length }, nodes)]);
  yield '</DJ_PLAYLISTS>\n';
}

function trackElement(track: ExchangeTrack, id: number): string {
  const { grid, cues } = track;
  const values = {
    TrackID: id,
    Name: track.title,
    Artist: track.artist,
    Album: track.album,
    Genre: track.genre,
    Size: track.sizeBytes,
    TotalTime: track.durationSec && Math.round(track.durationSec),
    Year: track.year,
    AverageBpm: track.bpm && track.bpm.toFixed(2),
    DateAdded: track.addedAt === null ? null : new Date(track.addedAt).toISOString().slice(0, 10),
    Comments: track.comment,
    PlayCount: track.plays,
    Rating: ratingToXml(track.rating),
    Location: `file://localhost/${encodeURIComponent(track.fileName)}`,
    Tonality: track.key && keyName(track.key)?.replace('♯', '#').replace('♭', 'b'),
    Colour: colourToXml(track.colour),
  };
  return element('TRACK', values, [...(grid ? tempoElements(grid) : []), ...markElements(cues)]);
}

function tempoElements({ segments, beatsPerBar, downbeat }: BeatGrid): string[] {
  return segments.map(({ timeSec, bpm, beat }) =>
    element('TEMPO', {
      Inizio: plain(timeSec),
      Bpm: plain(bpm),
      Metro: `${beatsPerBar}/4`,
      Battito: ((((beat - downbeat) % beatsPerBar) + beatsPerBar) % beatsPerBar) + 1,
    }),
  );
}

function markElements({ hotCues, memoryCues, loops }: ExchangeCues): string[] {
  const mark = (
    point: { timeSec: number; name: string; colour: string | null },
    Type: number,
    Num: number,
    endSec?: number,
  ) =>
    element('POSITION_MARK', {
      Name: point.name,
      Type,
      Start: plain(point.timeSec),
      End: endSec === undefined ? null : plain(endSec),
      Num,
      ...channels(point.colour),
    });
  return [
    ...hotCues.map((cue) => mark(cue, MARK.cue, cue.slot)),
    ...memoryCues.map((cue) => mark(cue, MARK.cue, -1)),
    ...loops.map((loop) => mark(loop, MARK.loop, loop.slot ?? -1, loop.endSec)),
  ];
}

function channels(hex: string | null): Record<string, number> {
  if (!hex) return {};
  const [Red = 0, Green = 0, Blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) || 0);
  return { Red, Green, Blue };
}
