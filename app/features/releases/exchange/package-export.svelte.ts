import { isAbort } from '#contracts/errors/app-error.ts';
import type { FileFacts } from '#contracts/release/facts.ts';
import type { Finding } from '#contracts/release/finding.ts';
import type { Release, ReleaseBundle } from '#contracts/release/release.ts';
import { packageFiles, packageName } from '#core/release/ddex/files.ts';
import { buildMessage, type MessageOptions } from '#core/release/ddex/message.ts';
import { bundleOf } from '#core/release/draft/bundle.ts';
import { parseDpid } from '#core/release/identifiers/dpid.ts';
import { preflight } from '#core/release/rules/preflight.ts';
import { ddexRuleSet } from '#core/release/rules/sets/ddex.ts';
import { readFacts } from '#storage/releases/facts.ts';
import { listParties } from '#storage/releases/parties.ts';
import { getRelease, listReleases } from '#storage/releases/releases.ts';
import { getSetting, setSetting } from '#storage/settings/settings.ts';
import { saveFile } from '#ui/save-file.ts';
import { validateMessage, writePackage, type SchemaProblem } from '#workers/release-package/client.ts';
import type { PackageReceipt, PackageTarget } from '#workers/release-package/protocol.ts';
import { today } from '../check/today.ts';
import { canPickFile, pickFile, pickFolder } from './pickers.ts';

const SETTING = 'release.ddexParties';

/** One release on its way into a package: who sends it to whom, what speaks against it, how far it is. */
export class PackageExport {
  bundle = $state.raw<ReleaseBundle | null>(null);
  findings = $state.raw<readonly Finding[]>([]);
  /** Files that were not looked into yet: the pre-flight does not know them. */
  unchecked = $state(0);
  sender = $state('');
  recipient = $state('');
  isTest = $state(true);
  /** 0 to 1 while it is written, else null. */
  share = $state<number | null>(null);
  receipt = $state.raw<PackageReceipt | null>(null);
  failure = $state.raw<unknown>(null);
  wasCancelled = $state(false);

  #facts: ReadonlyMap<string, FileFacts> = new Map();
  #cancel = new AbortController();
  readonly #id: string;

  readonly blocks = $derived(this.findings.filter(({ severity }) => severity === 'block'));
  /** An identifier that was typed and is none; an empty one is allowed. */
  readonly wrongParty = $derived([this.sender, this.recipient].some((one) => one.trim() !== '' && !parseDpid(one)));

  constructor(id: string) {
    this.#id = id;
  }

  /** Reads the release as it is saved, and checks it. */
  async open(): Promise<void> {
    const [release, parties, all] = await Promise.all([getRelease(this.#id), listParties(), listReleases()]);
    const kept = await getSetting(SETTING, { sender: '', recipient: '' });
    Object.assign(this, kept);
    if (!release) return;
    const hashes = packageFiles(release).map(({ file }) => file.blobHash);
    this.#facts = await readFacts(hashes);
    this.unchecked = new Set(hashes).size - this.#facts.size;
    const isOther = ({ id, deletedAt, isTemplate }: Release) => id !== release.id && deletedAt === null && !isTemplate;
    const bundle = bundleOf(release, parties);
    this.findings = preflight(
      {
        ...{ bundle, facts: this.#facts, parties, today: today(), reference: null, product: null, intent: 'check' },
        others: all.filter(isOther).map((one) => bundleOf(one, parties)),
      },
      ddexRuleSet,
    );
    this.bundle = bundle;
  }

  /** Asks for a folder and writes into it. */
  toFolder(): Promise<void> {
    return this.#write(async () => {
      const folder = await pickFolder();
      return folder && { kind: 'folder', folder };
    });
  }

  /** Writes a ZIP: straight into the file where the browser can, else as a download. */
  toZip(): Promise<void> {
    return this.#write(async () => {
      if (!canPickFile() || !this.bundle) return { kind: 'download' };
      const file = await pickFile(`${packageName(this.bundle.release)}.zip`);
      return file && { kind: 'zip', file };
    });
  }

  cancel(): void {
    this.#cancel.abort();
  }

  /** Validates the message as it would be written now. Throws as {@link validateMessage}. */
  async validate(files: readonly File[]): Promise<readonly SchemaProblem[]> {
    if (!this.bundle) return [];
    const schemas = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
    return validateMessage(buildMessage(this.bundle, this.#facts, this.#options()), schemas);
  }

  #options(): MessageOptions {
    return {
      ...{ sender: parseDpid(this.sender) ?? '', recipient: parseDpid(this.recipient) ?? '', isTest: this.isTest },
      ...{ messageId: crypto.randomUUID(), createdAt: new Date().toISOString() },
    };
  }

  async #write(choose: () => Promise<PackageTarget | null>): Promise<void> {
    const { bundle } = this;
    if (!bundle || this.share !== null || this.wrongParty) return;
    Object.assign(this, { receipt: null, failure: null, wasCancelled: false });
    this.#cancel = new AbortController();
    try {
      // First of all: the browser asks for a place only right after a click.
      const target = await choose();
      if (!target) return;
      this.share = 0;
      await setSetting(SETTING, { sender: this.sender, recipient: this.recipient });
      const request = { bundle, facts: this.#facts, options: this.#options() };
      const follow = (bytes: number, total: number) => (this.share = total > 0 ? bytes / total : 1);
      const receipt = await writePackage(request, target, follow, this.#cancel.signal);
      if (receipt.download) saveFile(receipt.download, `${receipt.name}.zip`);
      this.receipt = receipt;
    } catch (error) {
      if (isAbort(error)) this.wasCancelled = true;
      else this.failure = error;
    } finally {
      this.share = null;
    }
  }
}
