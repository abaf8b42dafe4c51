import { HOT_CUES } from '#contracts/records/cue.ts';
import { baseName, noPoints, unknownTrack, type ExchangeCues, type ExchangeTrack } from '../collection.ts';
import { gridOfMarks, type GridMark } from '../grid-marks.ts';
import { keyOfName } from '../keys.ts';
import { LossCount, type ReadResult } from '../loss.ts';
import { decoded } from '../m3u/m3u.ts';
import { PointsBuilder } from '../points.ts';
import { dayOf, fieldText, numberIn, yearOf } from '../text.ts';
import { XmlReader, type Attributes, type XmlHandler } from '../xml/read-xml.ts';
import { colourFromXml, MARK, ratingFromXml } from './terms.ts';

const MOST_TRACKS = 500_000;
/** What rekordbox knows of a track and we have no place for. */
const unkept = ['Remixer', 'Composer', 'Label', 'Mix', 'Grouping', 'Lyricist'];

/** Reads rekordbox XML piece by piece. */
export class RekordboxReader implements XmlHandler {
  private readonly xml = new XmlReader(this);
  private readonly losses = new LossCount();
  private readonly tracks: ExchangeTrack[] = [];
  private readonly lists: { name: string; kind: 'playlist'; tracks: number[] }[] = [];
  /** Places of tracks by id (`0 …`) and by location (`1 …`), as lists name them. */
  private readonly places = new Map<string, number>();
  private section: 'COLLECTION' | 'PLAYLISTS' | null = null;
  private track: ExchangeTrack | null = null;
  private marks: (GridMark & { readonly beatsPerBar: number; readonly beatInBar: number })[] = [];
  private points = new PointsBuilder(this.losses);
  /** Names of the folders that are open; a list among them is the last. */
  private readonly nodes: { name: string; tracks: number[] | null; keyType: string }[] = [];

  write(text: string): void {
    this.xml.write(text);
  }

  end(): ReadResult {
    this.xml.end();
    const { tracks, lists } = this;
    return { collection: { tracks, lists }, losses: this.losses.all(), isDamaged: this.xml.isDamaged };
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'COLLECTION' || name === 'PLAYLISTS') this.section = name;
    else if (name === 'NODE') this.openNode(attributes);
    else if (name === 'TRACK' && this.section === 'PLAYLISTS') this.listTrack(attributes);
    else if (name === 'TRACK') this.openTrack(attributes);
    else if (name === 'TEMPO') this.addTempo(attributes);
    else if (name === 'POSITION_MARK') this.addMark(attributes);
  }

  close(name: string): void {
    if (name === 'NODE') this.nodes.pop();
    else if (name === 'TRACK' && this.track) this.closeTrack(this.track);
    else if (name === this.section) this.section = null;
  }

  private openTrack(from: Attributes): void {
    const location = decoded(from['Location'] ?? '');
    const place = this.tracks.length;
    if (from['TrackID']) this.places.set(`0 ${from['TrackID']}`, place);
    if (from['Location']) this.places.set(`1 ${from['Location']}`, place);
    if (unkept.some((key) => from[key])) this.losses.add('otherFields');
    const key = keyOfName(from['Tonality'] ?? '');
    if (from['Tonality'] && !key) this.losses.add('key');
    this.track = {
      ...unknownTrack(baseName(location)),
      ...{ title: fieldText(from['Name']), artist: fieldText(from['Artist']), album: fieldText(from['Album']) },
      ...{ genre: fieldText(from['Genre']), comment: fieldText(from['Comments']), year: yearOf(from['Year']), key },
      sizeBytes: numberIn(from['Size'], 1, 1e13),
      durationSec: numberIn(from['TotalTime'], 0.001, 1e6),
      bpm: numberIn(from['AverageBpm'], 10, 1000),
      addedAt: dayOf(from['DateAdded']),
      plays: Math.round(numberIn(from['PlayCount'], 0, 1e6) ?? 0),
      rating: ratingFromXml(numberIn(from['Rating'], 0, 255)),
      colour: colourFromXml(from['Colour']),
    };
    this.marks = [];
    this.points = new PointsBuilder(this.losses);
  }

  private closeTrack(track: ExchangeTrack): void {
    this.track = null;
    const [first] = this.marks;
    const beatsPerBar = first?.beatsPerBar ?? 4;
    // The first mark says which beat of its bar it is.
    const downbeatSec = first ? first.timeSec - ((first.beatInBar - 1) * 60) / first.bpm : 0;
    const grid = gridOfMarks(this.marks, beatsPerBar, downbeatSec);
    if (this.marks.length > 0 && !grid) this.losses.add('grid');
    const cues: ExchangeCues = this.points.isEmpty ? noPoints : this.points.done();
    if (this.tracks.length < MOST_TRACKS) this.tracks.push({ ...track, grid, cues });
    else this.losses.add('unreadable');
  }

  private addTempo(from: Attributes): void {
    const timeSec = numberIn(from['Inizio'], -60, 1e6);
    const bpm = numberIn(from['Bpm'], 10, 1000);
    if (!this.track || timeSec === null || bpm === null) return this.losses.add('grid');
    const beatsPerBar = numberIn(/^\d+/.exec(from['Metro'] ?? '')?.[0], 1, 32) ?? 4;
    const beatInBar = numberIn(from['Battito'], 1, beatsPerBar) ?? 1;
    this.marks.push({ timeSec, bpm, beatsPerBar, beatInBar });
  }

  private addMark(from: Attributes): void {
    const timeSec = numberIn(from['Start'], 0, 1e6);
    const type = numberIn(from['Type'], 0, 99);
    if (!this.track || timeSec === null) return this.losses.add('unreadable');
    const pad = numberIn(from['Num'], -1, 99) ?? -1;
    const point = { timeSec, name: fieldText(from['Name']), colour: markColour(from) };
    if (type === MARK.fadeIn || type === MARK.fadeOut) return this.losses.add('fades');
    const slot = pad >= 0 && pad < HOT_CUES ? pad : null;
    if (type === MARK.loop) {
      const endSec = numberIn(from['End'], timeSec, 1e6);
      return endSec === null ? this.losses.add('loops') : this.points.addLoop({ ...point, endSec, slot });
    }
    if (pad >= 0) return this.points.addHotCue({ ...point, slot: pad });
    this.points.addMemoryCue(point);
  }

  private openNode(from: Attributes): void {
    const isList = from['Type'] === '1';
    const tracks: number[] | null = isList ? [] : null;
    const folders = this.nodes.slice(1).map(({ name }) => name);
    this.nodes.push({ name: fieldText(from['Name']), tracks, keyType: from['KeyType'] ?? '0' });
    if (!tracks) return;
    if (folders.length > 0) this.losses.add('folders');
    this.lists.push({ name: [...folders, fieldText(from['Name'])].join(' / '), kind: 'playlist', tracks });
  }

  private listTrack(from: Attributes): void {
    const node = this.nodes.at(-1);
    const place = this.places.get(`${node?.keyType} ${from['Key']}`);
    if (!node?.tracks || place === undefined) return this.losses.add('unreadable');
    node.tracks.push(place);
  }
}

function markColour(from: Attributes): string | null {
  const channels = ['Red', 'Green', 'Blue'].map((key) => numberIn(from[key], 0, 255));
  if (channels.some((value) => value === null)) return null;
  return `#${channels
    .map((value) =>
      Math.round(value as number)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
