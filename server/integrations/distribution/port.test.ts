import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { SecondDistributor } from '../../../tests/support/delivery/second-distributor.ts';
import { testAlbum } from '../../../tests/support/delivery/releases.ts';
import { TestClock } from '../../../tests/support/fuga/clock.ts';
import { stereoWav } from '../../../tests/support/fuga/masters.ts';
import { type Fuga, label, startFuga } from '../../../tests/support/fuga/server.ts';
import { totp } from '../../../tests/support/fuga/session.ts';
import { type ProviderError, unlessRefused } from './failure.ts';
import { FugaDistributor } from './fuga/distributor.ts';
import { failuresOf } from './fuga/errors.ts';
import type { Credentials, DistributionProvider, Distributor } from './port.ts';

interface Opened {
  readonly distributor: Distributor;
  readonly credentials: Credentials;
  readonly stores: readonly [string, string];
}

const clock = new TestClock();
const waiting = { now: clock.now, sleep: clock.sleep, random: () => 0.5 };
let fuga: Fuga | null = null;
afterEach(async () => {
  await fuga?.close();
  fuga = null;
});

const opened = {
  fuga: async (): Promise<Opened> => {
    fuga = await startFuga({ clock });
    const distributor = new FugaDistributor({ baseUrl: fuga.url, partBytes: 700, ...waiting });
    return { distributor, credentials: label, stores: ['746109', '1330598'] };
  },
  second: async (): Promise<Opened> => ({
    distributor: new SecondDistributor(),
    credentials: { name: 'label', password: 'open sesame' },
    stores: ['shop-a', 'shop-b'],
  }),
};

async function enter({ distributor, credentials }: Opened): Promise<DistributionProvider> {
  const session = await distributor.signIn(credentials);
  return distributor.open({ credentials, session, onSession: async () => undefined });
}

/** One thing after the other, as the queue does it; twice where a lost answer would do it twice. */
async function handOver(provider: DistributionProvider, stores: readonly string[]): Promise<string> {
  const { bundle, audio, cover } = testAlbum(1, [stereoWav(700, 3)]);
  const { release, parties } = bundle;
  const [track] = release.tracks;
  if (!track) throw new Error('no track');
  const ids = new Map<string, string>();
  for (const party of parties) {
    expect(await provider.findParty(party)).toBeNull();
    const id = await provider.createParty(party);
    expect(await provider.findParty(party)).toBe(id);
    await expect(provider.createParty({ ...party, id: '' })).rejects.toMatchObject({ kind: 'duplicate' });
    ids.set(party.id, id);
  }
  const id = (party: string) => ids.get(party) ?? '';
  for (let twice = 0; twice < 2; twice++) {
    await provider.setIdentifier(id('artist'), { scheme: 'spotify', value: '', isNew: true });
  }
  const artists = [{ id: id('artist'), isPrimary: true }];
  const about = { release, labelId: id('label'), artists, displayArtist: 'Anna Probe', reference: 'ours' };
  expect(await provider.findProduct(release, 'ours')).toBeNull();
  const product = await provider.createProduct(about);
  expect(await provider.findProduct({ ...release, upc: '' }, 'ours')).toMatchObject({ id: product, state: 'PENDING' });
  await expect(provider.createProduct(about)).rejects.toMatchObject({ kind: 'duplicate' });
  expect(await provider.findAsset(track.isrc)).toBeNull();
  const asset = await provider.createAsset({ release, track, artists, displayArtist: 'Anna Probe' });
  const there = { id: asset, title: track.title, version: '', artist: 'Anna Probe', durationSec: null };
  expect(await provider.findAsset(track.isrc)).toEqual({ ...there, audio: { fileName: '', isReady: false } });
  const { coverId } = await provider.product(product);
  await expect(provider.publish(product)).rejects.toMatchObject({ kind: 'refused' });
  await upload(provider, { kind: 'cover', id: coverId }, cover);
  await upload(provider, { kind: 'audio', id: asset }, audio[0] ?? cover);
  const sent = { fileName: 'file.bin', isReady: true };
  expect(await provider.audioOf(asset)).toEqual(sent);
  expect(await provider.findAsset(track.isrc)).toMatchObject({ id: asset, audio: sent });
  for (let twice = 0; twice < 2; twice++) {
    await provider.addContributor(asset, id('composer'), 'COMPOSER');
    await provider.addContributor(asset, id('lyricist'), 'LYRICIST');
    await provider.addPerformer(asset, id('composer'), 'PIANO');
    await provider.addPublisher(asset, id('house'));
    await provider.attach(product, { assetId: asset, volume: 1, sequence: 1 });
    await provider.setTerritories(product, release);
  }
  expect(await provider.tracksOf(product)).toEqual([{ assetId: asset, volume: 1, sequence: 1 }]);
  await provider.publish(product);
  expect(await provider.product(product)).toMatchObject({ state: 'PUBLISHED', cover: { isReady: true } });
  await provider.prepareStores(product, stores, release);
  await provider.deliver(product, stores.slice(0, 1));
  return product;
}

async function upload(
  provider: DistributionProvider,
  target: { kind: 'audio' | 'cover'; id: string },
  file: Uint8Array,
): Promise<void> {
  const session = await provider.startUpload(target);
  const size = provider.partBytes;
  const count = Math.ceil(file.length / size);
  // Backwards, the last one twice: any order will do, and parts may come again.
  for (const index of [...Array.from({ length: count }, (_, at) => count - 1 - at), count - 1]) {
    const bytes = new Uint8Array(file.subarray(index * size, (index + 1) * size));
    const about = { fileName: 'file.bin', fileBytes: file.length, partBytes: size, count };
    await provider.sendPart(session, { ...about, offset: index * size, index, bytes });
  }
  const md5 = createHash('md5').update(file).digest('hex');
  await expect(provider.finishUpload(session, 'file.bin', '0'.repeat(32))).rejects.toMatchObject({
    kind: 'uploadLost',
  });
  await provider.finishUpload(session, 'file.bin', md5);
  await expect(provider.finishUpload('no session', 'file.bin', md5)).rejects.toThrow();
}

describe.each(['fuga', 'second'] as const)('a distributor behind the port: %s', (name) => {
  it('takes an album once, delivers it, and takes it down', async () => {
    const there = await opened[name]();
    expect(there.distributor.isVerified).toBe(false);
    const provider = await enter(there);
    const product = await handOver(provider, there.stores);
    const states = async () => (await provider.storesOf(product)).filter(({ store }) => there.stores.includes(store));
    expect((await states()).map(({ state }) => state)).toEqual(['DELIVERED', 'NOT_ADDED']);
    expect(await provider.liveLinks(product)).toHaveLength(1);
    await provider.redeliver(product, there.stores.slice(0, 1));
    await provider.storesOf(product);
    await provider.takeDown(product, there.stores.slice(0, 1));
    expect((await states())[0]?.state).toBe('TAKEN_DOWN');
  });

  it('says who may not come in', async () => {
    const { distributor } = await opened[name]();
    const failure = distributor.signIn({ name: 'label', password: 'wrong' });
    await expect(failure).rejects.toMatchObject({ kind: 'signedOut' });
  });
});

describe('the FUGA adapter', () => {
  it('signs in again once for all when the session ends, and waits as long as it is told', async () => {
    const provider = await enter(await opened.fuga());
    const logins = fuga?.sessions.logins ?? 0;
    fuga?.sessions.expire();
    await Promise.all(['A', 'B', 'C', 'D'].map((one) => provider.findAsset(one)));
    expect(fuga?.sessions.logins).toBe(logins + 1);
    fuga?.misbehaviour.order('busy-until', /GET \/assets/, 2);
    const begun = clock.now();
    await provider.findAsset('A');
    expect(clock.now() - begun).toBeGreaterThanOrEqual(4_000);
  });

  it('does not repeat a creation whose answer was lost', async () => {
    const provider = await enter(await opened.fuga());
    const person = { id: 'p', kind: 'person' as const, name: 'Once', identifiers: [] };
    fuga?.misbehaviour.order('drop', /POST \/people/);
    await expect(provider.createParty(person)).rejects.toMatchObject({ kind: 'temporary' });
    expect(fuga?.requests.filter((one) => one === 'POST /people')).toHaveLength(1);
    expect(await provider.findParty(person)).not.toBeNull();
  });

  it('asks for the second step, and goes on after it', async () => {
    const totpSecret = Buffer.from('secret of the test');
    fuga = await startFuga({ clock, logins: [{ ...label, totpSecret }], needsCsrf: true });
    const distributor = new FugaDistributor({ baseUrl: fuga.url, ...waiting });
    const first = await distributor.signIn(label);
    expect(first.needsCode).toBe(true);
    await expect(distributor.giveCode(first, '000000')).rejects.toMatchObject({ kind: 'needsCode' });
    const session = await distributor.giveCode(first, totp(totpSecret, clock.now()));
    const provider = distributor.open({ credentials: label, session, onSession: async () => undefined });
    const person = { id: 'p', kind: 'person' as const, name: 'With token', identifiers: [] };
    expect(await provider.createParty(person)).toMatch(/^\d+$/);
    fuga.sessions.expire();
    await expect(provider.findParty(person)).rejects.toMatchObject({ kind: 'needsCode' });
  });

  it('keeps artists of one name with different pages apart', async () => {
    const provider = await enter(await opened.fuga());
    const page = (value: string) => [{ scheme: 'spotify', value, isNew: false }];
    const [one, other] = ['a', 'b'].map((id) => ({
      id,
      kind: 'artist' as const,
      name: 'Same',
      identifiers: page(id.repeat(22)),
    }));
    if (!one || !other) throw new Error('no artists');
    const first = await provider.createParty(one);
    await provider.setIdentifier(first, one.identifiers[0] ?? { scheme: '', value: '', isNew: false });
    expect(await provider.findParty(one)).toBe(first);
    expect(await provider.findParty(other)).toBeNull();
    const second = await provider.createParty(other);
    expect(await provider.findParty(other)).toBe(second);
  });

  it.each([
    ['{"code":"NEW_CODE","message":"What?","context":"x","messageVariables":["upc"]}', 'upc', 'NEW_CODE', 'What? (x)'],
    ['{"upc":"DUPLICATE_UPC_CODE","message":"Bad"}', 'upc', 'DUPLICATE_UPC_CODE', 'Bad'],
    ['{"errors":[{"code":"TERRITORIES_MISSING","message":"None"}]}', 'territories', 'TERRITORIES_MISSING', 'None'],
    ['{"error":{"code":"INVALID_FILE_TYPE","message":"No"}}', '', 'INVALID_FILE_TYPE', 'No'],
    ['{"error":[{"code":"X_Y","message":"m","original_error":{"error_info":{"field":"f"}}}]}', 'f', 'X_Y', 'm'],
    ['<html><b>Bad Gateway</b></html>', '', 'HTTP_400', 'Bad Gateway'],
  ])('understands %s', (body, field, code, cause) => {
    expect(failuresOf(body, 400)).toEqual([{ field, code, cause }]);
  });

  it('gives an error that is none of the expected ones on', async () => {
    const provider = await enter(await opened.fuga());
    const failed = await unlessRefused(/^OTHER/, () => provider.product('12')).catch((error: ProviderError) => error);
    expect(failed).toMatchObject({ kind: 'refused', status: 404, failures: [{ code: 'PRODUCT_CANNOT_BE_FOUND' }] });
  });
});
