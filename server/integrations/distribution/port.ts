import type { ReferenceEntry, ReferenceList } from '#contracts/release/catalogue.ts';
import type { Identifier, Party, Release, ReleaseTrack } from '#contracts/release/release.ts';

/** Id of something at the distributor, whatever it looks like there. */
export type RemoteId = string;

/** What somebody signs in with. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** A session at the distributor as text that only its adapter understands. Secret, like the credentials. */
export interface ProviderSession {
  readonly state: string;
  /** It is worth nothing before a code of a second step was given. */
  readonly needsCode: boolean;
}

/** An artist as credited: the remote artist and whether as main artist. */
export interface RemoteCredit {
  readonly id: RemoteId;
  readonly isPrimary: boolean;
}

export interface ProductFields {
  readonly release: Release;
  readonly labelId: RemoteId | null;
  readonly artists: readonly RemoteCredit[];
  readonly displayArtist: string;
  /** Ours: written into the product, so that one whose answer was lost is found again. */
  readonly reference: string;
}

export interface AssetFields {
  readonly release: Release;
  readonly track: ReleaseTrack;
  readonly artists: readonly RemoteCredit[];
  readonly displayArtist: string;
}

/** A file as the distributor has it. */
export interface RemoteFile {
  /** '' when nothing was uploaded yet. */
  readonly fileName: string;
  /** It has been processed and can be used. */
  readonly isReady: boolean;
}

/** A recording that the distributor has under an ISRC. */
export interface RemoteAsset {
  readonly id: RemoteId;
  readonly title: string;
  readonly version: string;
  /** As it is credited. */
  readonly artist: string;
  /** Seconds; null when it is not told. */
  readonly durationSec: number | null;
  readonly audio: RemoteFile;
}

export type ProductState = 'PENDING' | 'PUBLISHED' | 'DELIVERED' | 'TAKEN_DOWN' | 'DELETED';

export interface RemoteProduct {
  readonly id: RemoteId;
  readonly state: ProductState;
  readonly upc: string;
  readonly reference: string;
  /** What a cover is uploaded to. */
  readonly coverId: RemoteId;
  readonly cover: RemoteFile;
}

export interface RemoteTrack {
  readonly assetId: RemoteId;
  readonly volume: number;
  readonly sequence: number;
}

export type StoreState = 'NOT_ADDED' | 'PROCESSING' | 'DELIVERED' | 'CANCELLED' | 'TAKEN_DOWN';

export interface RemoteStore {
  readonly store: RemoteId;
  readonly name: string;
  readonly state: StoreState;
}

export interface LiveLink {
  readonly store: RemoteId;
  readonly url: string;
}

export interface UploadTarget {
  readonly kind: 'audio' | 'cover';
  /** The asset, or the product's `coverId`. */
  readonly id: RemoteId;
}

/** A stretch of a file. All sizes in bytes. */
export interface FilePart {
  readonly fileName: string;
  readonly fileBytes: number;
  readonly offset: number;
  /** From 0. */
  readonly index: number;
  readonly count: number;
  readonly partBytes: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A distributor to which one is signed in: its catalogue, uploads, publishing and deliveries. Every method does one thing
 * there or reads one; none repeats a write whose answer was lost. Who calls asks `find…` first and treats duplicates as
 * found. All throw `ProviderError`.
 */
export interface DistributionProvider {
  /** Name in settings, records and logs, such as `fuga`. */
  readonly name: string;
  /** Bytes of a part of a file. */
  readonly partBytes: number;

  findParty(party: Party): Promise<RemoteId | null>;
  createParty(party: Party): Promise<RemoteId>;
  /** Tells a store's page of an artist, or that there is none yet; nothing happens when it is known or no store's. */
  setIdentifier(artist: RemoteId, identifier: Identifier): Promise<void>;

  findProduct(release: Release, reference: string): Promise<RemoteProduct | null>;
  createProduct(fields: ProductFields): Promise<RemoteId>;
  updateProduct(id: RemoteId, fields: ProductFields): Promise<void>;
  product(id: RemoteId): Promise<RemoteProduct>;
  assignUpc(id: RemoteId): Promise<string>;
  setTerritories(id: RemoteId, release: Release): Promise<void>;

  findAsset(isrc: string): Promise<RemoteAsset | null>;
  createAsset(fields: AssetFields): Promise<RemoteId>;
  updateAsset(id: RemoteId, fields: AssetFields): Promise<void>;
  audioOf(asset: RemoteId): Promise<RemoteFile>;
  /** Nothing happens when that person has that role already. */
  addContributor(asset: RemoteId, person: RemoteId, role: string): Promise<void>;
  /** Nothing happens when that person is known to play that instrument there. */
  addPerformer(asset: RemoteId, person: RemoteId, instrument: string): Promise<void>;
  /** Nothing happens when it publishes the work already. */
  addPublisher(asset: RemoteId, publisher: RemoteId): Promise<void>;
  tracksOf(product: RemoteId): Promise<RemoteTrack[]>;
  attach(product: RemoteId, track: RemoteTrack): Promise<void>;
  /** Sets what only holds for the track on this product. */
  updateTrack(product: RemoteId, asset: RemoteId, track: ReleaseTrack): Promise<void>;

  startUpload(target: UploadTarget): Promise<string>;
  /** Parts may come in any order and more than once. */
  sendPart(session: string, part: FilePart): Promise<void>;
  /** @param md5 of the whole file, hex */
  finishUpload(session: string, fileName: string, md5: string): Promise<void>;

  publish(product: RemoteId): Promise<void>;
  storesOf(product: RemoteId): Promise<RemoteStore[]>;
  prepareStores(product: RemoteId, stores: readonly RemoteId[], release: Release): Promise<void>;
  deliver(product: RemoteId, stores: readonly RemoteId[]): Promise<void>;
  redeliver(product: RemoteId, stores: readonly RemoteId[]): Promise<void>;
  takeDown(product: RemoteId, stores: readonly RemoteId[]): Promise<void>;
  liveLinks(product: RemoteId): Promise<LiveLink[]>;

  referenceList(list: ReferenceList): Promise<ReferenceEntry[]>;
}

/** Where and as whom to work. */
export interface Connection {
  readonly credentials: Credentials;
  readonly session: ProviderSession | null;
  /** A new session replaces the old one. */
  readonly onSession: (session: ProviderSession) => Promise<void>;
}

/** A kind of distributor: signs in, and opens catalogues. */
export interface Distributor {
  readonly name: string;
  /** Whether somebody has compared the adapter with the live service. */
  readonly isVerified: boolean;
  /** @throws ProviderError `signedOut` */
  signIn(credentials: Credentials): Promise<ProviderSession>;
  /** @throws ProviderError `needsCode` when the code is wrong */
  giveCode(session: ProviderSession, code: string): Promise<ProviderSession>;
  open(connection: Connection): DistributionProvider;
}
