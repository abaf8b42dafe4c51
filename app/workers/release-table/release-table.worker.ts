import { AppError } from '#contracts/errors/app-error.ts';
import type { Party, Release, ReleaseBundle } from '#contracts/release/release.ts';
import { readCatalogue, type CellProblem, type ReadRelease } from '#core/release/csv/read.ts';
import { writeCatalogue } from '#core/release/csv/write.ts';
import { PartyMerge } from '#core/release/draft/adopt.ts';
import { bundleOf } from '#core/release/draft/bundle.ts';
import { listParties } from '#storage/releases/parties.ts';
import { addReleases, listReleases } from '#storage/releases/releases.ts';
import { serve } from '../rpc/serve.ts';
import type { ReleaseTableApi, TableProgress } from './protocol.ts';

/** Bytes. A hundred thousand rows with all columns filled have about half of it. */
const MOST_BYTES = 200_000_000;
const MOST_TITLES = 50;
/** Releases between two reports. */
const REPORT_EVERY = 200;

const api: ReleaseTableApi = {
  async write() {
    const [releases, parties] = await Promise.all([listReleases(), listParties()]);
    return new Blob([...writeCatalogue(bundlesOf(releases.filter(isDraft), parties))], { type: 'text/csv' });
  },

  async check(table, onProgress) {
    const problems: CellProblem[] = [];
    const titles: string[] = [];
    const parties = await listParties();
    const isKnown = knownReleases(await listReleases(), parties);
    const known = new Set(parties.map(({ id }) => id));
    const merge = new PartyMerge(parties);
    let [releases, tracks, here] = [0, 0, 0];
    for (const { bundle } of readReleases(await textOf(table), (problem) => problems.push(problem), onProgress)) {
      releases++;
      tracks += bundle.release.tracks.length;
      if (isKnown(bundle)) here++;
      if (titles.length < MOST_TITLES) titles.push(bundle.release.title);
      merge.adopt(bundle);
    }
    const newParties = [...merge.changed.keys()].filter((id) => !known.has(id)).length;
    return { releases, tracks, known: here, newParties, titles, problems };
  },

  async take(table, withKnown, onProgress) {
    const text = await textOf(table);
    const parties = await listParties();
    const isKnown = knownReleases(await listReleases(), parties);
    const merge = new PartyMerge(parties);
    const now = Date.now();
    function* wanted(): Generator<Release> {
      for (const { bundle } of readReleases(text, () => undefined, onProgress)) {
        if (withKnown || !isKnown(bundle)) yield { ...merge.adopt(bundle), createdAt: now, updatedAt: now };
      }
    }
    return addReleases(wanted(), () => [...merge.changed.values()]);
  },
};

const isDraft = ({ deletedAt, isTemplate }: Release): boolean => deletedAt === null && !isTemplate;

function* bundlesOf(releases: readonly Release[], parties: readonly Party[]): Generator<ReleaseBundle> {
  for (const release of releases) yield bundleOf(release, parties);
}

async function textOf(table: Blob): Promise<string> {
  if (table.size > MOST_BYTES) throw new AppError('exchange.too_large');
  return table.text();
}

function* readReleases(
  text: string,
  tell: (problem: CellProblem) => void,
  onProgress: TableProgress,
): Generator<ReadRelease> {
  let count = 0;
  for (const event of readCatalogue(text, () => crypto.randomUUID())) {
    if ('problem' in event) {
      tell(event.problem);
      continue;
    }
    if (++count % REPORT_EVERY === 0) onProgress(count);
    yield event.release;
  }
}

/** Tells whether a release of a table is here already. */
function knownReleases(all: readonly Release[], parties: readonly Party[]): (bundle: ReleaseBundle) => boolean {
  const drafts = all.filter(isDraft);
  const codes = new Set(drafts.flatMap(({ upc }) => (upc === '' ? [] : [upc])));
  const names = new Map(parties.map(({ id, name }) => [id, name]));
  const titles = new Set(drafts.map((release) => titleKey(release, names)));
  return ({ release, parties: own }) =>
    (release.upc !== '' && codes.has(release.upc)) ||
    titles.has(titleKey(release, new Map(own.map(({ id, name }) => [id, name]))));
}

const titleKey = ({ title, version, artists }: Release, names: ReadonlyMap<string, string>): string =>
  [title, version, ...artists.map(({ partyId }) => names.get(partyId) ?? '')].join('\n').toLowerCase();

serve(api);
