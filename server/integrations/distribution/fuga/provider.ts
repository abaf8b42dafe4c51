import * as v from 'valibot';
import type { ReferenceEntry, ReferenceList } from '#contracts/release/catalogue.ts';
import type { Identifier, Party, Release, ReleaseTrack } from '#contracts/release/release.ts';
import { unlessRefused } from '../failure.ts';
import type {
  AssetFields,
  DistributionProvider,
  FilePart,
  ProductFields,
  RemoteAsset,
  RemoteFile,
  RemoteId,
  RemoteProduct,
  RemoteTrack,
  UploadTarget,
} from '../port.ts';
import type { FugaClient } from './client.ts';
import { assetBody, plainIsrc, productBody, REFERENCE_FIELD, trackBody } from './fields.ts';
import { allRows, referenceList } from './lists.ts';
import { FugaParties } from './parties.ts';
import { actOnStores, liveLinks, prepareStores, storesOf } from './stores.ts';
import { finishUpload, sendPart, startUpload } from './uploads.ts';

const Id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const File = v.nullish(
  v.looseObject({
    id: v.nullish(Id),
    has_uploaded: v.nullish(v.boolean(), false),
    original_filename: v.nullish(v.string(), ''),
  }),
);
const Product = v.looseObject({
  id: Id,
  name: v.nullish(v.string(), ''),
  state: v.picklist(['PENDING', 'PUBLISHED', 'DELIVERED', 'TAKEN_DOWN', 'DELETED']),
  upc: v.nullish(v.string(), ''),
  cover_image: File,
  [REFERENCE_FIELD]: v.nullish(v.string(), ''),
});
const Asset = v.looseObject({
  id: Id,
  name: v.nullish(v.string(), ''),
  asset_version: v.nullish(v.string(), ''),
  display_artist: v.nullish(v.string(), ''),
  duration: v.nullish(v.number()),
  audio: File,
});
const Track = v.looseObject({
  id: Id,
  volume: v.nullish(v.number(), 1),
  sequence: v.nullish(v.number(), 1),
});
const Created = v.looseObject({ id: Id });

const toFile = (file: v.InferOutput<typeof File>): RemoteFile => ({
  fileName: file?.original_filename ?? '',
  isReady: file?.has_uploaded === true,
});

/** FUGA's API v2, by what is publicly known of it. */
export class FugaProvider implements DistributionProvider {
  readonly name = 'fuga';
  readonly partBytes: number;
  readonly #client: FugaClient;
  readonly #parties: FugaParties;
  readonly #lists = new Map<ReferenceList, Promise<ReferenceEntry[]>>();

  constructor(client: FugaClient, partBytes: number) {
    this.#client = client;
    this.partBytes = partBytes;
    this.#parties = new FugaParties(client, () => this.#known('stores'));
  }

  findParty = (party: Party) => this.#parties.find(party);
  createParty = (party: Party) => this.#parties.create(party);
  setIdentifier = (artist: RemoteId, identifier: Identifier) => this.#parties.setIdentifier(artist, identifier);

  async findProduct(release: Release, reference: string): Promise<RemoteProduct | null> {
    const upc = release.upc.replaceAll(/[\s-]/g, '');
    for await (const row of allRows(this.#client, '/products', { search: upc || release.title })) {
      // Lists may show less than the product itself.
      const product = await this.product(row.id);
      if (product.reference === reference || (upc !== '' && product.upc === upc)) return product;
    }
    return null;
  }

  createProduct = (fields: ProductFields) => this.#create('/products', productBody(fields));

  async updateProduct(id: RemoteId, fields: ProductFields): Promise<void> {
    await this.#client.call({ method: 'PUT', path: `/products/${id}`, body: productBody(fields) });
  }

  async product(id: RemoteId): Promise<RemoteProduct> {
    const answer = v.parse(Product, await this.#client.call({ method: 'GET', path: `/products/${id}` }));
    return {
      ...{ id: answer.id, state: answer.state, upc: answer.upc, reference: String(answer[REFERENCE_FIELD] ?? '') },
      coverId: answer.cover_image?.id ?? '',
      cover: toFile(answer.cover_image),
    };
  }

  async assignUpc(id: RemoteId): Promise<string> {
    const call = () => this.#client.call({ method: 'POST', path: `/products/${id}/barcode` });
    await unlessRefused(/PRODUCT_ALREADY_HAS_UPC/, call);
    return (await this.product(id)).upc;
  }

  async setTerritories(id: RemoteId, { territories }: Release): Promise<void> {
    const { base, codes } = territories;
    // `WW` is in the list and may not be sent.
    const world = async () => (await this.#known('territories')).map((one) => one.id).filter((one) => one !== 'WW');
    const body = base === 'none' ? codes : (await world()).filter((code) => !codes.includes(code));
    await this.#client.call({ method: 'PUT', path: `/products/${id}/territories`, body });
  }

  async findAsset(isrc: string): Promise<RemoteAsset | null> {
    const wanted = plainIsrc(isrc);
    if (wanted === '') return null;
    for await (const row of allRows(this.#client, '/assets', { search: wanted })) {
      // Lists may show less than the asset itself.
      if (row['isrc'] === wanted) return this.#asset(row.id);
    }
    return null;
  }

  async #asset(id: RemoteId): Promise<RemoteAsset> {
    const answer = v.parse(Asset, await this.#client.call({ method: 'GET', path: `/assets/${id}` }));
    return {
      ...{ id, title: answer.name, version: answer.asset_version, artist: answer.display_artist },
      ...{ durationSec: answer.duration ?? null, audio: toFile(answer.audio) },
    };
  }

  createAsset = (fields: AssetFields) => this.#create('/assets', assetBody(fields));

  async updateAsset(id: RemoteId, fields: AssetFields): Promise<void> {
    await this.#client.call({ method: 'PUT', path: `/assets/${id}`, body: assetBody(fields) });
  }

  async audioOf(asset: RemoteId): Promise<RemoteFile> {
    const answer = await this.#client.call<{ audio?: unknown }>({ method: 'GET', path: `/assets/${asset}` });
    return toFile(v.parse(File, answer.audio));
  }

  async addContributor(asset: RemoteId, person: RemoteId, role: string): Promise<void> {
    const body = { person: Number(person), role };
    const path = `/assets/${asset}/contributors`;
    await unlessRefused(/^DUPLICATE_CONTRIBUTOR/, () => this.#client.call({ method: 'POST', path, body }));
  }

  async addPerformer(asset: RemoteId, person: RemoteId, instrument: string): Promise<void> {
    const path = `/assets/${asset}/instrument_performers`;
    // The service takes the same line twice.
    for await (const row of allRows(this.#client, path)) {
      const who = v.safeParse(Id, row['person'] ?? row['person_id']);
      if (who.success && who.output === person && row['instrument'] === instrument) return;
    }
    const body = { person_id: Number(person), instrument };
    await this.#client.call({ method: 'POST', path, body });
  }

  async addPublisher(asset: RemoteId, publisher: RemoteId): Promise<void> {
    const body = { publishing_house: Number(publisher) };
    const path = `/assets/${asset}/publishers`;
    await unlessRefused(/^DUPLICATE_PUBLISHER/, () => this.#client.call({ method: 'POST', path, body }));
  }

  async tracksOf(product: RemoteId): Promise<RemoteTrack[]> {
    const found: RemoteTrack[] = [];
    for await (const row of allRows(this.#client, `/products/${product}/assets`)) {
      const { id, volume, sequence } = v.parse(Track, row);
      found.push({ assetId: id, volume, sequence });
    }
    return found;
  }

  async attach(product: RemoteId, { assetId, volume, sequence }: RemoteTrack): Promise<void> {
    const body = { id: Number(assetId), sequence, volume };
    await this.#client.call({ method: 'POST', path: `/products/${product}/assets`, body });
  }

  async updateTrack(product: RemoteId, asset: RemoteId, track: ReleaseTrack): Promise<void> {
    const path = `/products/${product}/assets/${asset}`;
    await this.#client.call({ method: 'PUT', path, body: trackBody(track) });
  }

  startUpload = (target: UploadTarget) => startUpload(this.#client, target);
  sendPart = (session: string, part: FilePart) => sendPart(this.#client, session, part);
  finishUpload = (session: string, name: string, md5: string) => finishUpload(this.#client, session, name, md5);

  async publish(product: RemoteId): Promise<void> {
    await this.#client.call({ method: 'POST', path: `/products/${product}/publish` });
  }

  storesOf = (product: RemoteId) => storesOf(this.#client, product);
  prepareStores = (product: RemoteId, stores: readonly RemoteId[], release: Release) =>
    prepareStores(this.#client, product, stores, release);
  deliver = (product: RemoteId, stores: readonly RemoteId[]) => actOnStores(this.#client, product, 'deliver', stores);
  redeliver = (product: RemoteId, stores: readonly RemoteId[]) =>
    actOnStores(this.#client, product, 'redeliver', stores);
  takeDown = (product: RemoteId, stores: readonly RemoteId[]) => actOnStores(this.#client, product, 'takedown', stores);
  liveLinks = (product: RemoteId) => liveLinks(this.#client, product);

  referenceList = (list: ReferenceList) => referenceList(this.#client, list);

  async #create(path: string, body: object): Promise<RemoteId> {
    return v.parse(Created, await this.#client.call({ method: 'POST', path, body })).id;
  }

  /** A list that does not change within one delivery. */
  #known(list: ReferenceList): Promise<ReferenceEntry[]> {
    const known = this.#lists.get(list) ?? referenceList(this.#client, list);
    this.#lists.set(list, known);
    known.catch(() => this.#lists.delete(list));
    return known;
  }
}
