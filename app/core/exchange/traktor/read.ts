import { baseName, noPoints, unknownTrack, type ExchangeTrack } from '../collection.ts';
import { gridOfMarks, type GridMark } from '../grid-marks.ts';
import { keyOfName } from '../keys.ts';
import { LossCount, type ReadResult } from '../loss.ts';
import { PointsBuilder } from '../points.ts';
import { dayOf, fieldText, numberIn, yearOf } from '../text.ts';
import { XmlReader, type Attributes, type XmlHandler } from '../xml/read-xml.ts';
import { BEATS_PER_BAR, colourFromNml, CUE, keyFromNml } from './terms.ts';

const MOST_TRACKS = 500_000;
/** What Traktor knows of a track and we have no place for. */
const unkept = ['LABEL', 'REMIXER', 'PRODUCER', 'MIX', 'CATALOG_NO', 'KEY_LYRICS'];

/** Reads Traktor's NML piece by piece. */
export class TraktorReader implements XmlHandler {
  private readonly xml = new XmlReader(this);
  private readonly losses = new LossCount();
  private readonly tracks: ExchangeTrack[] = [];
  private readonly lists: { name: string; kind: 'playlist'; tracks: number[] }[] = [];
  /** Places of tracks by the path that lists name. */
  private readonly places = new Map<string, number>();
  private readonly folders: string[] = [];
  private isCollection = false;
  private track: ExchangeTrack | null = null;
  private marks: GridMark[] = [];
  private mark: { timeSec: number; bpm: number | null } | null = null;
  private points = new PointsBuilder(this.losses);
  private list: number[] | null = null;

  write(text: string): void {
    this.xml.write(text);
  }

  end(): ReadResult {
    this.xml.end();
    const { tracks, lists } = this;
    return { collection: { tracks, lists }, losses: this.losses.all(), isDamaged: this.xml.isDamaged };
  }

  open(name: string, from: Attributes): void {
    if (name === 'COLLECTION') this.isCollection = true;
    else if (name === 'ENTRY' && this.isCollection) this.openTrack(from);
    else if (name === 'NODE') this.openNode(from);
    else if (name === 'PRIMARYKEY') this.listTrack(from);
    else if (this.track) this.tell(name, from, this.track);
  }

  close(name: string): void {
    if (name === 'COLLECTION') this.isCollection = false;
    else if (name === 'NODE') this.folders.pop();
    else if (name === 'PLAYLIST') this.list = null;
    else if (name === 'CUE_V2') this.closeMark();
    else if (name === 'ENTRY' && this.track) this.closeTrack(this.track);
  }

  private openTrack(from: Attributes): void {
    this.track = { ...unknownTrack(''), title: fieldText(from['TITLE']), artist: fieldText(from['ARTIST']) };
    this.marks = [];
    this.points = new PointsBuilder(this.losses);
  }

  private closeTrack(track: ExchangeTrack): void {
    this.track = null;
    const marks = this.marks.map((mark) => (mark.bpm > 0 ? mark : { ...mark, bpm: track.bpm ?? 0 }));
    const grid = gridOfMarks(marks, BEATS_PER_BAR, marks[0]?.timeSec ?? 0);
    if (marks.length > 0 && !grid) this.losses.add('grid');
    const cues = this.points.isEmpty ? noPoints : this.points.done();
    if (this.tracks.length < MOST_TRACKS) this.tracks.push({ ...track, grid, cues });
    else this.losses.add('unreadable');
  }

  /** What an element within an entry says of its track. */
  private tell(name: string, from: Attributes, track: ExchangeTrack): void {
    if (name === 'LOCATION') {
      const path = `${from['VOLUME'] ?? ''}${from['DIR'] ?? ''}${from['FILE'] ?? ''}`;
      this.places.set(path, this.tracks.length);
      this.track = { ...track, fileName: baseName(from['FILE'] ?? '') };
    } else if (name === 'ALBUM') this.track = { ...track, album: fieldText(from['TITLE']) };
    else if (name === 'TEMPO') this.track = { ...track, bpm: numberIn(from['BPM'], 10, 1000) };
    else if (name === 'MUSICAL_KEY') {
      this.track = { ...track, key: keyFromNml(numberIn(from['VALUE'], 0, 23)) ?? track.key };
    } else if (name === 'INFO') this.track = { ...track, ...this.info(from, track) };
    else if (name === 'CUE_V2') this.addCue(from);
    else if (name === 'GRID' && this.mark) this.mark.bpm = numberIn(from['BPM'], 10, 1000);
  }

  private info(from: Attributes, track: ExchangeTrack): Partial<ExchangeTrack> {
    if (unkept.some((key) => from[key])) this.losses.add('otherFields');
    const kilobytes = numberIn(from['FILESIZE'], 1, 1e10);
    return {
      ...{ genre: fieldText(from['GENRE']), comment: fieldText(from['COMMENT']), year: yearOf(from['RELEASE_DATE']) },
      key: track.key ?? keyOfName(from['KEY'] ?? ''),
      plays: Math.round(numberIn(from['PLAYCOUNT'], 0, 1e6) ?? 0),
      durationSec: numberIn(from['PLAYTIME_FLOAT'] ?? from['PLAYTIME'], 0.001, 1e6),
      rating: Math.round((numberIn(from['RANKING'], 0, 255) ?? 0) / 51),
      addedAt: dayOf(from['IMPORT_DATE']),
      sizeBytes: kilobytes && kilobytes * 1024,
      colour: colourFromNml(numberIn(from['COLOR'], 1, 7)),
    };
  }

  private addCue(from: Attributes): void {
    const start = numberIn(from['START'], -60_000, 1e9);
    const type = numberIn(from['TYPE'], 0, 99);
    if (start === null || type === null) return this.losses.add('unreadable');
    const timeSec = start / 1000;
    if (type === CUE.grid) {
      this.mark = { timeSec, bpm: null };
      return;
    }
    if (type === CUE.fadeIn || type === CUE.fadeOut) return this.losses.add('fades');
    if (timeSec < 0) return this.losses.add('unreadable');
    const pad = numberIn(from['HOTCUE'], -1, 99) ?? -1;
    const point = { timeSec, name: fieldText(from['NAME']), colour: null };
    if (type === CUE.loop) {
      const lengthSec = (numberIn(from['LEN'], 0, 1e9) ?? 0) / 1000;
      this.points.addLoop({ ...point, endSec: timeSec + lengthSec, slot: pad >= 0 && pad < 8 ? pad : null });
    } else if (pad >= 0) this.points.addHotCue({ ...point, slot: pad });
    else this.points.addMemoryCue(point);
  }

  private closeMark(): void {
    if (this.mark) this.marks.push({ timeSec: this.mark.timeSec, bpm: this.mark.bpm ?? 0 });
    this.mark = null;
  }

  private openNode(from: Attributes): void {
    const name = fieldText(from['NAME']);
    const folders = this.folders.slice(1);
    this.folders.push(name);
    if (from['TYPE'] !== 'PLAYLIST') return;
    if (folders.length > 0) this.losses.add('folders');
    this.list = [];
    this.lists.push({ name: [...folders, name].join(' / '), kind: 'playlist', tracks: this.list });
  }

  private listTrack(from: Attributes): void {
    const place = this.places.get(from['KEY'] ?? '');
    if (!this.list || place === undefined) return this.losses.add('unreadable');
    this.list.push(place);
  }
}
