import type { Finding } from '#contracts/release/finding.ts';
import type { Repair } from '#contracts/release/repair.ts';
import type { Release } from '#contracts/release/release.ts';
import { coalesce } from '#core/async/coalesce.ts';
import { bundleOf } from '#core/release/draft/bundle.ts';
import { applyFix, isFileFix } from '#core/release/fixes/fixes.ts';
import { headerOnly, type RepairPlan } from '#core/release/repair/plan.ts';
import { preflight } from '#core/release/rules/preflight.ts';
import { fugaRuleSet } from '#core/release/rules/sets/fuga.ts';
import { onStorageEvent } from '#storage/events.ts';
import { listReleases } from '#storage/releases/releases.ts';
import { keepRepair, readRepairs } from '#storage/releases/repairs.ts';
import { distributorLists } from '../delivery/reference-lists.svelte.ts';
import type { ReleaseEditor } from '../editor/editor.svelte.ts';
import { FileChecks } from './file-checks.svelte.ts';
import { jumpOf } from './jump.ts';
import { today } from './today.ts';

/** Silence that a trim leaves before and after the music, seconds. */
const HEAD_STAYS_SEC = 0.2;
const TAIL_STAYS_SEC = 2;

/** What a distributor would refuse about the release that is being edited, as it is on the screen. */
export class Preflight {
  readonly files = new FileChecks();
  readonly #editor: ReleaseEditor;
  #others = $state.raw<readonly Release[]>([]);
  #repairs = $state.raw<ReadonlyMap<string, Repair>>(new Map());
  /** Track whose file is being repaired, or ''. */
  repairing = $state('');

  readonly findings: readonly Finding[] = $derived.by(() => {
    const { release, parties } = this.#editor;
    if (!release) return [];
    const others = this.#others.filter(({ id }) => id !== release.id).map((one) => bundleOf(one, parties.all));
    return preflight(
      {
        bundle: bundleOf(release, parties.all),
        facts: this.files.facts,
        others,
        parties: parties.all,
        ...{ reference: distributorLists.data, product: null, intent: 'check', today: today() },
      },
      fugaRuleSet,
    );
  });
  /** What was found, by the id of the control that it is about. */
  readonly byControl: ReadonlyMap<string, readonly Finding[]> = $derived(
    Map.groupBy(this.findings, ({ place }) => jumpOf(place).controlId),
  );
  /** What would be refused. */
  readonly blocks = $derived(this.findings.filter(({ severity }) => severity === 'block'));
  /** Files that were not looked into. */
  readonly unchecked = $derived.by(() => (this.#editor.release ? this.files.missing(this.#editor.release) : 0));
  /** It goes on by itself: what would be refused is not all known yet. */
  readonly isPending = $derived.by(
    () => !this.#editor.loaded || (this.unchecked > 0 && !this.files.isStopped && this.files.failure === null),
  );
  /** All that speaks against sending the release as it is, as one text to compare; '' when nothing does. */
  readonly objections = $derived(
    [
      ...this.blocks.map(({ code, place }) => `${code} ${place.on} ${place.id} ${place.field}`).sort(),
      ...(this.unchecked > 0 ? [`unchecked ${this.unchecked}`] : []),
    ].join('\n'),
  );
  /** Repairs of files that are in the release now, in the order of its tracks. */
  readonly repairs: readonly Repair[] = $derived.by(() =>
    (this.#editor.release?.tracks ?? []).flatMap(({ audio }) => this.#repairs.get(audio?.blobHash ?? '') ?? []),
  );
  /** Those that the app can repair by itself in the files. That nothing is missing in a file is for a person to say. */
  readonly fileFindings = $derived(
    this.findings.filter(({ code, fix }) => fix !== null && isFileFix(fix) && code !== 'WAV_TRUNCATED'),
  );

  constructor(editor: ReleaseEditor) {
    this.#editor = editor;
  }

  /** Returns the function that stops it. */
  follow(): () => void {
    const read = coalesce(async () => {
      this.#others = (await listReleases()).filter(({ deletedAt, isTemplate }) => deletedAt === null && !isTemplate);
    });
    read();
    void readRepairs(this.#editor.id).then((kept) => (this.#repairs = new Map([...kept, ...this.#repairs])));
    return onStorageEvent((event) => {
      // Its own edits change nothing about the others.
      if (event.type === 'releases' && event.ids.some((id) => id !== this.#editor.id)) read();
    });
  }

  /** Carries out the fixes of findings; those in the draft are one step to take back. */
  async fix(findings: readonly Finding[]): Promise<void> {
    const { release, parties } = this.#editor;
    if (!release) return;
    const inFiles = findings.filter(({ fix }) => fix !== null && isFileFix(fix));
    const inDraft = findings.filter(({ fix }) => fix !== null && !isFileFix(fix));
    for (const { fix, place } of inFiles) {
      await this.#repair(String(fix?.values['trackId'] ?? place.id), fix?.name === 'trimSilence');
    }
    const [first] = inDraft;
    if (!first) return;
    const context = { newId: () => crypto.randomUUID(), parties: parties.all };
    const after = inDraft.reduce(
      (bundle, finding) => applyFix(bundle, finding, context),
      bundleOf(release, parties.all),
    );
    for (const party of after.parties) if (parties.get(party.id) !== party) parties.put(party);
    this.#editor.edit(`fix ${first.code} ${first.place.id}`, () => after.release);
  }

  /** Repairs every file that can be repaired, one after the other. */
  async repairAll(): Promise<void> {
    const ids = new Set(this.fileFindings.map(({ fix, place }) => String(fix?.values['trackId'] ?? place.id)));
    for (const id of ids) await this.#repair(id, true);
  }

  /** Writes a new file beside the original and puts it in the track; undo brings the original back. */
  async #repair(trackId: string, trims: boolean): Promise<void> {
    const track = this.#editor.track(trackId);
    if (!track?.audio || this.repairing !== '') return;
    const original = track.audio;
    this.repairing = trackId;
    try {
      const { repairFile } = await import('#workers/release-check/client.ts');
      const { blobHash, sizeBytes, proof } = await repairFile(
        original.blobHash,
        this.#planFor(trackId, trims),
        () => undefined,
      );
      const fileName = original.fileName.replace(/(\.[^.]*)?$/, '.wav');
      // Somebody may have chosen another file meanwhile.
      if (this.#editor.track(trackId)?.audio?.blobHash !== original.blobHash) return;
      this.#editor.put(trackId, 'audio', { blobHash, fileName, mimeType: 'audio/wav', sizeBytes });
      const repair = { fileName, proof };
      this.#repairs = new Map(this.#repairs).set(blobHash, repair);
      await keepRepair(this.#editor.id, blobHash, repair);
    } finally {
      this.repairing = '';
    }
  }

  /** Silence is cut where it was found too long, down to what stays before and after the music. */
  #planFor(trackId: string, trims: boolean): RepairPlan {
    const facts = this.files.facts.get(this.#editor.track(trackId)?.audio?.blobHash ?? '');
    const isFound = (code: Finding['code']) =>
      trims && this.fileFindings.some((one) => one.code === code && one.place.id === trackId);
    if (facts?.kind !== 'audio') return headerOnly;
    return {
      trimStartSec: isFound('HEAD_SILENCE_LONG') ? Math.max(0, facts.headSilenceSec - HEAD_STAYS_SEC) : 0,
      trimEndSec: isFound('TAIL_SILENCE_LONG') ? Math.max(0, facts.tailSilenceSec - TAIL_STAYS_SEC) : 0,
    };
  }
}
