import { expect, test } from 'vitest';
import { draftOf, type Draft } from '../rules/fixtures/draft.ts';
import { fixtures } from '../rules/fixtures/fixtures.ts';
import { preflight } from '../rules/preflight.ts';
import { allCodes } from '../rules/rule-set.ts';
import { fugaRuleSet } from '../rules/sets/fuga.ts';
import { applyFix, fileFixes, isFileFix } from './fixes.ts';

const found = (draft: Draft) => preflight(draft, fugaRuleSet);
const key = ({ code, place }: ReturnType<typeof found>[number]) => `${code} ${place.on} ${place.id} ${place.field}`;

function freeze<T>(value: T): T {
  if (value && typeof value === 'object' && !(value instanceof Map)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

const fixable = allCodes.flatMap((code) =>
  found(draftOf(fixtures[code].bad))
    .filter((one) => one.code === code && one.fix)
    .map((one) => [code, one] as const),
);

test.each(fixable.filter(([, { fix }]) => fix && !isFileFix(fix)))('%s is fixed by its fix', (code, finding) => {
  const draft = draftOf(fixtures[code].bad);
  freeze(draft.bundle);
  let ids = 0;
  const bundle = applyFix(draft.bundle, finding, { newId: () => `new-${ids++}`, parties: draft.parties });
  const gone = draft.bundle.parties.filter(({ id }) => !bundle.parties.some((party) => party.id === id));
  const parties = draft.parties.filter((party) => !gone.some(({ id }) => id === party.id));
  // Only what does not concern this record may appear: a party that is new has no id at a store yet.
  const after = found({ ...draft, bundle, parties } as Draft);
  expect(after.map(key)).not.toContain(key(finding));
  const before = new Set(found(draft).map((one) => one.code));
  const added = after.filter((one) => one.severity === 'block' && !before.has(one.code)).map((one) => one.code);
  expect(added.filter((one) => one !== 'ARTIST_IDENTIFIER_REQUIRED')).toEqual([]);
});

test('every fix that is named can be carried out', () => {
  const names = new Set(fixable.map(([, { fix }]) => fix?.name ?? ''));
  expect(names.size).toBeGreaterThan(24);
  expect(fileFixes.every((name) => names.has(name))).toBe(true);
  expect(() =>
    applyFix(
      draftOf().bundle,
      { place: { on: 'release', id: '', field: '' }, fix: { name: 'repairWav', values: {} } },
      { newId: () => 'x', parties: [] },
    ),
  ).toThrow(RangeError);
});

test('a track takes from its release what it lacks', () => {
  const draft = draftOf((one) => {
    const [track] = one.bundle.release.tracks;
    if (track) Object.assign(track, { artists: [], language: '', pLine: { year: null, text: '' } });
  });
  const lacking = found(draft).filter(({ code }) => code === 'FIELD_REQUIRED');
  expect(lacking.map(({ place, fix }) => [place.field, fix?.name])).toEqual(
    ['language', 'artists', 'pLine'].map((field) => [field, 'takeFromRelease']),
  );
  const bundle = lacking.reduce(
    (one, finding) => applyFix(one, finding, { newId: () => 'x', parties: [] }),
    draft.bundle,
  );
  const { artists, language, pLine } = bundle.release;
  expect(bundle.release.tracks[0]).toMatchObject({ artists, language, pLine });
});

test('guests of a title become artists of the track', () => {
  const draft = draftOf(fixtures.TITLE_HAS_FEATURING.bad);
  const finding = found(draft).find(({ code }) => code === 'TITLE_HAS_FEATURING');
  const { release } = applyFix(draft.bundle, finding ?? { place: { on: 'release', id: '', field: '' }, fix: null }, {
    newId: () => 'x',
    parties: [],
  });
  expect(release.tracks[0]).toMatchObject({
    title: 'Morning',
    artists: [
      { partyId: 'artist', role: 'primary' },
      { partyId: 'guest', role: 'featured' },
    ],
  });
});
