import { isAbort } from '#contracts/errors/app-error.ts';
import type { Release, ReleaseTrack } from '#contracts/release/release.ts';
import { changeBetween, isEmptyChange } from '#core/release/draft/change.ts';
import { formatOf, newTrack } from '#core/release/draft/new-release.ts';
import { withCommon, withFile, type KnownAbout } from '#core/release/draft/prefill.ts';
import { arrangeFiles, type NameProblem } from '#core/release/files/arrange.ts';
import { queueAnalysis } from '#storage/analysis/jobs.ts';
import { getRelease } from '#storage/releases/releases.ts';
import { saveStep } from '#storage/releases/steps.ts';
import { Artists } from './artists.ts';
import type { DroppedFile } from './read-drop.ts';

/** A file that could not be kept, and why. */
interface Refused {
  readonly name: string;
  readonly error: unknown;
}

type Job =
  | { readonly kind: 'audio'; readonly file: File; readonly trackId: string; readonly title: string }
  | { readonly kind: 'cover'; readonly file: File }
  | { readonly kind: 'booklet'; readonly file: File };

/** Brings the files of one release in. It goes on while other pages are shown. */
export class Intake {
  readonly releaseId: string;
  current = $state('');
  /** Share of the current file that is stored, 0 to 1. */
  share = $state(0);
  done = $state(0);
  total = $state(0);
  problems = $state.raw<readonly NameProblem[]>([]);
  refused = $state.raw<readonly Refused[]>([]);

  readonly running = $derived(this.done < this.total);

  #jobs: Job[] = [];
  #known: KnownAbout[] = [];
  #cancel = new AbortController();

  constructor(releaseId: string) {
    this.releaseId = releaseId;
  }

  /** Sorts the files into tracks and brings them in, one after the other. */
  async add(files: readonly DroppedFile[]): Promise<void> {
    const { tracks, volumes, cover, booklets, problems } = arrangeFiles(files);
    this.problems = problems;
    const placed = tracks.map((one) => ({ ...one, id: crypto.randomUUID() }));
    await this.#change((release) => {
      const behind = release.tracks.length === 0 ? 0 : release.volumes - 1;
      const added = placed.map(({ id, volume, title }) => ({ ...newTrack(id, release, volume + behind), title }));
      const all = [...release.tracks, ...added].sort((a, b) => a.volume - b.volume);
      const format = release.tracks.length === 0 && all.length > 0 ? formatOf(all.length) : release.format;
      return { ...release, tracks: all, volumes: Math.max(release.volumes, volumes + behind), format };
    });
    this.#jobs.push(
      ...(cover ? [{ kind: 'cover' as const, file: cover.file }] : []),
      ...placed.map(({ id, file, title }) => ({ kind: 'audio' as const, file: file.file, trackId: id, title })),
      ...booklets.map(({ file }) => ({ kind: 'booklet' as const, file })),
    );
    await this.#run();
  }

  /** Puts another file in the place of a track's audio. */
  async replace(trackId: string, file: File): Promise<void> {
    this.#jobs.push({ kind: 'audio', file, trackId, title: '' });
    await this.#run();
  }

  /** Takes another picture as the cover. */
  async cover(file: File): Promise<void> {
    this.#jobs.push({ kind: 'cover', file });
    await this.#run();
  }

  /** Leaves out the files that are not in yet. Tracks without a file stay, to be given one later. */
  cancel(): void {
    this.#jobs = [];
    this.#cancel.abort();
  }

  dismiss(): void {
    this.problems = [];
    this.refused = [];
  }

  async #run(): Promise<void> {
    if (this.running) {
      this.total = this.done + 1 + this.#jobs.length;
      return;
    }
    Object.assign(this, { done: 0, total: this.#jobs.length });
    this.#cancel = new AbortController();
    this.#known = [];
    const artists = await Artists.read();
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      try {
        await this.#bring(job, artists);
      } catch (error) {
        if (isAbort(error)) break;
        this.refused = [...this.refused, { name: job.file.name, error }];
      }
      this.done++;
    }
    await this.#change((release) => withCommon(release, this.#known, artists.of));
    await artists.keep();
    this.done = this.total;
  }

  async #bring(job: Job, artists: Artists): Promise<void> {
    const { keepFile } = await import('#workers/import/client.ts');
    const { name, size } = job.file;
    Object.assign(this, { current: name, share: 0 });
    const onProgress = (bytes: number) => (this.share = size ? bytes / size : 1);
    const { file, tags } = await keepFile(job.file, (bytes) => void onProgress(bytes), this.#cancel.signal);
    if (job.kind === 'cover') return this.#change((release) => ({ ...release, cover: file }));
    if (job.kind === 'booklet') {
      return this.#change((release) => ({ ...release, attachments: [...release.attachments, file].slice(-20) }));
    }
    if (tags) this.#known.push(tags);
    const filled = (track: ReleaseTrack) => withFile(track, file, tags, job.title, artists.of);
    await artists.keep();
    await this.#change((release) => ({
      ...release,
      tracks: release.tracks.map((track) => (track.id === job.trackId ? filled(track) : track)),
    }));
    // For the waveform, on which the preview is chosen.
    await queueAnalysis(file.blobHash);
  }

  /** Written as one step each; a page that shows the release hears of it. */
  async #change(edit: (release: Release) => Release): Promise<void> {
    const before = await getRelease(this.releaseId);
    if (!before) return;
    const after = edit(before);
    const forward = changeBetween(before, after);
    // A step without a change would be an undo that does nothing.
    if (isEmptyChange(forward)) return;
    await saveStep(this.releaseId, { forward, redo: forward, undo: changeBetween(after, before), continues: null });
  }
}

const intakes = new Map<string, Intake>();

/** The one intake of a release on this page. */
export function intakeOf(releaseId: string): Intake {
  let intake = intakes.get(releaseId);
  if (!intake) intakes.set(releaseId, (intake = new Intake(releaseId)));
  return intake;
}
