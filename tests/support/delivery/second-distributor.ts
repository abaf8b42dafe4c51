import { createHash } from 'node:crypto';
import { type ReferenceEntry, referenceLists, type ReferenceList } from '#contracts/release/catalogue.ts';
import type { Identifier, Party, Release } from '#contracts/release/release.ts';
import { type FailureKind, ProviderError } from '#server/integrations/distribution/failure.ts';
import type {
  AssetFields,
  Connection,
  Credentials,
  DistributionProvider,
  Distributor,
  FilePart,
  ProductFields,
  ProviderSession,
  RemoteId,
  RemoteProduct,
  RemoteStore,
  RemoteTrack,
  StoreState,
  UploadTarget,
} from '#server/integrations/distribution/port.ts';

interface Work {
  fields: AssetFields;
  file: { name: string; md5: string } | null;
  readonly credits: Set<string>;
}

interface Package {
  fields: ProductFields;
  state: RemoteProduct['state'];
  upc: string;
  cover: { name: string; md5: string } | null;
  tracks: RemoteTrack[];
  territories: readonly string[];
  readonly stores: Map<string, StoreState>;
}

const refusal = (kind: FailureKind, code: string, field = '') =>
  new ProviderError(kind, 409, [{ field, code, cause: code.toLowerCase() }]);

/**
 * Another distributor, made up: names for ids, tokens for sessions, codes of its own, a UPC of its own making. It knows
 * nothing of FUGA, to prove that nothing outside the adapter does.
 */
export class SecondDistributor implements Distributor {
  readonly name = 'second';
  readonly isVerified = false;
  readonly parties = new Map<RemoteId, Party>();
  readonly works = new Map<RemoteId, Work>();
  readonly packages = new Map<RemoteId, Package>();
  readonly identifiers = new Map<RemoteId, Identifier[]>();
  readonly sessions = new Map<string, { target: UploadTarget; parts: Map<number, Uint8Array> }>();
  /** The next writes whose answer is lost after they were done. */
  lostAnswers = 0;

  signIn = async ({ name, password }: Credentials): Promise<ProviderSession> => {
    if (password !== 'open sesame') throw refusal('signedOut', 'BAD_CREDENTIALS');
    return { state: `token of ${name}`, needsCode: false };
  };

  giveCode = async (session: ProviderSession): Promise<ProviderSession> => session;

  open = (_connection: Connection): DistributionProvider => new SecondProvider(this);
}

class SecondProvider implements DistributionProvider {
  readonly name = 'second';
  readonly partBytes = 700;
  readonly #there: SecondDistributor;

  constructor(there: SecondDistributor) {
    this.#there = there;
  }

  async #done<T>(result: T): Promise<T> {
    if (this.#there.lostAnswers > 0) {
      this.#there.lostAnswers -= 1;
      throw refusal('temporary', 'NO_ANSWER');
    }
    return result;
  }

  findParty = async ({ kind, name }: Party) =>
    [...this.#there.parties].find(([, one]) => one.kind === kind && one.name === name)?.[0] ?? null;

  createParty = async (party: Party) => {
    const id = `${party.kind}/${party.name}`;
    if (this.#there.parties.has(id)) throw refusal('duplicate', 'ALREADY_EXISTS', 'name');
    this.#there.parties.set(id, party);
    return this.#done(id);
  };

  setIdentifier = async (artist: RemoteId, identifier: Identifier) => {
    this.#there.identifiers.set(artist, [identifier]);
    await this.#done(null);
  };

  findProduct = async ({ upc }: Release, reference: string) => {
    const found = [...this.#there.packages].find(
      ([, one]) => one.fields.reference === reference || (upc && one.upc === upc),
    );
    return found ? this.product(found[0]) : null;
  };

  createProduct = async (fields: ProductFields) => {
    const id = `package/${fields.reference}`;
    if (this.#there.packages.has(id)) throw refusal('duplicate', 'ALREADY_EXISTS', 'reference');
    const { upc } = fields.release;
    this.#there.packages.set(id, {
      fields,
      state: 'PENDING',
      upc,
      cover: null,
      tracks: [],
      territories: [],
      stores: new Map(),
    });
    return this.#done(id);
  };

  updateProduct = async (id: RemoteId, fields: ProductFields) => {
    this.#package(id).fields = fields;
    await this.#done(null);
  };

  product = async (id: RemoteId): Promise<RemoteProduct> => {
    const { state, upc, fields, cover } = this.#package(id);
    const file = { fileName: cover?.name ?? '', isReady: cover !== null };
    return { id, state, upc, reference: fields.reference, coverId: id, cover: file };
  };

  assignUpc = async (id: RemoteId) => {
    const one = this.#package(id);
    one.upc ||= '9521234999997';
    return this.#done(one.upc);
  };

  setTerritories = async (id: RemoteId, { territories }: Release) => {
    this.#package(id).territories = [territories.base, ...territories.codes];
    await this.#done(null);
  };

  findAsset = async (isrc: string) => {
    const id = `work/${isrc}`;
    const fields = this.#there.works.get(id)?.fields;
    if (!fields) return null;
    const { track, displayArtist: artist } = fields;
    return { id, title: track.title, version: track.version, artist, durationSec: null, audio: await this.audioOf(id) };
  };

  createAsset = async (fields: AssetFields) => {
    const id = `work/${fields.track.isrc}`;
    if (this.#there.works.has(id)) throw refusal('duplicate', 'ALREADY_EXISTS', 'isrc');
    this.#there.works.set(id, { fields, file: null, credits: new Set() });
    return this.#done(id);
  };

  updateAsset = async (id: RemoteId, fields: AssetFields) => {
    this.#work(id).fields = fields;
    await this.#done(null);
  };

  audioOf = async (id: RemoteId) => {
    const { file } = this.#work(id);
    return { fileName: file?.name ?? '', isReady: file !== null };
  };

  addContributor = (id: RemoteId, person: RemoteId, role: string) => this.#credit(id, `${role} ${person}`);
  addPerformer = (id: RemoteId, person: RemoteId, instrument: string) => this.#credit(id, `${instrument} ${person}`);
  addPublisher = (id: RemoteId, publisher: RemoteId) => this.#credit(id, `publisher ${publisher}`);

  tracksOf = async (id: RemoteId) => this.#package(id).tracks;

  attach = async (id: RemoteId, track: RemoteTrack) => {
    const one = this.#package(id);
    one.tracks = [...one.tracks.filter(({ assetId }) => assetId !== track.assetId), track];
    await this.#done(null);
  };

  updateTrack = async (id: RemoteId) => {
    this.#package(id);
    await this.#done(null);
  };

  startUpload = async (target: UploadTarget) => {
    const id = `upload/${this.#there.sessions.size + 1}`;
    this.#there.sessions.set(id, { target, parts: new Map() });
    return this.#done(id);
  };

  sendPart = async (session: string, { index, bytes }: FilePart) => {
    this.#session(session).parts.set(index, bytes.slice());
    await this.#done(null);
  };

  finishUpload = async (session: string, name: string, md5: string) => {
    const { parts, target } = this.#session(session);
    const sorted = [...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
    const found = createHash('md5').update(Buffer.concat(sorted)).digest('hex');
    if (found !== md5) throw refusal('uploadLost', 'WRONG_HASH');
    if (target.kind === 'cover') this.#package(target.id).cover = { name, md5 };
    else this.#work(target.id).file = { name, md5 };
    this.#there.sessions.delete(session);
    await this.#done(null);
  };

  publish = async (id: RemoteId) => {
    const one = this.#package(id);
    const bare = one.tracks.find(({ assetId }) => this.#work(assetId).file === null);
    if (bare || !one.cover) throw refusal('refused', 'FILES_INCOMPLETE', 'files');
    one.state = 'PUBLISHED';
    await this.#done(null);
  };

  storesOf = async (id: RemoteId): Promise<RemoteStore[]> =>
    ['shop-a', 'shop-b'].map((store) => ({
      ...{ store, name: store.toUpperCase(), state: this.#package(id).stores.get(store) ?? 'NOT_ADDED' },
    }));

  prepareStores = async () => this.#done(undefined);
  deliver = (id: RemoteId, stores: readonly RemoteId[]) => this.#set(id, stores, 'DELIVERED');
  redeliver = (id: RemoteId, stores: readonly RemoteId[]) => this.#set(id, stores, 'DELIVERED');
  takeDown = (id: RemoteId, stores: readonly RemoteId[]) => this.#set(id, stores, 'TAKEN_DOWN');
  liveLinks = async (id: RemoteId) => [{ store: 'shop-a', url: `https://shop.example/${id}` }];
  referenceList = async (list: ReferenceList): Promise<ReferenceEntry[]> =>
    referenceLists.indexOf(list) === 0 ? [{ id: 'POP', name: 'Pop' }] : [];

  async #set(id: RemoteId, stores: readonly RemoteId[], state: StoreState): Promise<void> {
    for (const store of stores) this.#package(id).stores.set(store, state);
    await this.#done(null);
  }

  async #credit(id: RemoteId, credit: string): Promise<void> {
    this.#work(id).credits.add(credit);
    await this.#done(null);
  }

  #package = (id: RemoteId) => this.#there.packages.get(id) ?? missing();
  #work = (id: RemoteId) => this.#there.works.get(id) ?? missing();
  #session = (id: string) => this.#there.sessions.get(id) ?? missing();
}

function missing(): never {
  throw refusal('refused', 'UNKNOWN');
}
