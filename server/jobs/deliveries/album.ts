import type { ArtistCredit, Party, ReleaseTrack } from '#contracts/release/release.ts';
import type { DeliveryRecord } from '#server/db/deliveries.ts';
import { ProviderError } from '#server/integrations/distribution/failure.ts';
import type {
  AssetFields,
  DistributionProvider,
  RemoteCredit,
  RemoteFile,
  RemoteId,
} from '#server/integrations/distribution/port.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import type { ReleaseFiles } from './files.ts';
import { creditedParties, needsNobody, nobody } from './parties.ts';
import { durationOf, isSameRecording, otherRecording } from './recording.ts';
import { type Steps, StepRefused } from './steps.ts';
import type { Timing } from './timing.ts';
import { uploadFile } from './upload.ts';

export interface AlbumOptions {
  readonly delivery: DeliveryRecord;
  readonly provider: DistributionProvider;
  readonly store: ObjectStore;
  readonly files: ReleaseFiles;
  readonly steps: Steps;
  readonly timing: Timing;
  /** The product is known from now on. */
  readonly onProduct: (id: RemoteId, upc: string) => Promise<void>;
}

const READY_EVERY_MS = 5_000;
const READY_POLLS = 120;

/** Hands a release over up to the published product: one recorded step per effect, each safe to come to again. */
export class Album {
  readonly #options: AlbumOptions;
  readonly #parties = new Map<string, RemoteId>();

  constructor(options: AlbumOptions) {
    this.#options = options;
  }

  /** @returns id of the published product */
  async handOver(): Promise<RemoteId> {
    const { delivery, steps, provider } = this.#options;
    const { release } = delivery.bundle;
    await this.#creditParties();
    const product = await this.#product();
    const { coverId } = await provider.product(product);
    const cover = () => provider.product(product).then((one) => one.cover);
    await this.#upload(
      `cover:${release.cover?.blobHash ?? ''}`,
      { kind: 'cover', id: coverId },
      this.#options.files.cover,
      cover,
    );
    for (const [index, track] of release.tracks.entries()) await this.#track(product, track, index);
    const set = `territories:${delivery.round}`;
    await steps.run(set, { make: () => provider.setTerritories(product, release) });
    await this.#filesReady(product);
    await steps.run('publish', {
      find: async () => ((await provider.product(product)).state === 'PENDING' ? null : product),
      make: () => provider.publish(product).then(() => product),
    });
    return product;
  }

  async #creditParties(): Promise<void> {
    const { delivery, provider, steps } = this.#options;
    const parties = creditedParties(delivery.bundle);
    for (const party of needsNobody(delivery.bundle.release) ? [...parties, nobody] : parties) {
      const id = await steps.run(`party:${party.kind}:${party.id}:${party.name}`, {
        find: () => provider.findParty(party),
        make: () => provider.createParty(party),
      });
      this.#parties.set(party.id, id);
      if (party.kind !== 'artist') continue;
      for (const identifier of party.identifiers) {
        const key = `identifier:${party.id}:${identifier.scheme}:${identifier.value}`;
        await steps.run(key, { make: () => provider.setIdentifier(id, identifier) });
      }
    }
  }

  async #product(): Promise<RemoteId> {
    const { delivery, provider, steps, onProduct } = this.#options;
    const { release } = delivery.bundle;
    const labelId = release.labelId === null ? null : this.#remote(release.labelId);
    const artists = this.#credits(release.artists);
    const fields = { release, labelId, artists, displayArtist: this.#names(release.artists), reference: delivery.id };
    const id = await steps.run('product', {
      find: async () => {
        const found = await provider.findProduct(release, delivery.id);
        if (found && found.reference !== delivery.id && found.state !== 'PENDING') throw taken(found.upc);
        return found?.id ?? null;
      },
      make: () => provider.createProduct(fields),
    });
    await steps.run(`product-fields:${delivery.round}`, { make: () => provider.updateProduct(id, fields) });
    const upc =
      release.assignUpc && release.upc === ''
        ? await steps.run('upc', { make: () => provider.assignUpc(id) })
        : release.upc;
    await onProduct(id, upc);
    return id;
  }

  async #track(product: RemoteId, track: ReleaseTrack, index: number): Promise<void> {
    const { delivery, provider, steps } = this.#options;
    const { release } = delivery.bundle;
    const credits = track.artists.length > 0 ? track.artists : release.artists;
    const fields = { release, track, artists: this.#credits(credits), displayArtist: this.#names(credits) };
    // What was made elsewhere stays as it is: other products may hang on it.
    const asset = (await this.#recordingThere(fields)) ?? (await this.#recording(fields));
    const volume = Math.max(track.volume, 1);
    const sequence = release.tracks.slice(0, index + 1).filter((one) => one.volume === track.volume).length;
    await steps.run(`attach:${track.id}:${volume}-${sequence}`, {
      find: async () => {
        const found = (await provider.tracksOf(product)).find((one) => one.assetId === asset);
        return found?.volume === volume && found.sequence === sequence ? asset : null;
      },
      make: () => provider.attach(product, { assetId: asset, volume, sequence }).then(() => asset),
    });
    await steps.run(`track-fields:${track.id}:${delivery.round}`, {
      make: () => provider.updateTrack(product, asset, track),
    });
  }

  /**
   * The recording that the distributor had under the track's ISRC before we made anything for it; null when there was
   * none. Once our own was begun, whatever is found under the code is ours.
   */
  async #recordingThere({ track, displayArtist: artist }: AssetFields): Promise<RemoteId | null> {
    const { provider, steps, files, store } = this.#options;
    if (steps.isBegun(`asset:${track.id}`)) return null;
    const found = await steps.run(`recording:${track.id}:${track.isrc.replaceAll(/[^A-Za-z0-9]/g, '')}`, {
      make: async () => {
        const there = await provider.findAsset(track.isrc);
        if (!there) return '';
        const audio = files.audio.get(track.id);
        const durationSec = audio ? await durationOf(store, audio) : null;
        if (!isSameRecording(there, { track, artist, durationSec })) throw otherRecording(there);
        return there.id;
      },
    });
    return found || null;
  }

  /** Makes the track's recording with its audio and credits. */
  async #recording(fields: AssetFields): Promise<RemoteId> {
    const { delivery, provider, steps, files } = this.#options;
    const { track } = fields;
    const asset = await steps.run(`asset:${track.id}`, {
      find: async () => (await provider.findAsset(track.isrc))?.id ?? null,
      make: () => provider.createAsset(fields),
    });
    const set = `asset-fields:${track.id}:${delivery.round}`;
    await steps.run(set, { make: () => provider.updateAsset(asset, fields) });
    const audio = files.audio.get(track.id);
    const key = `audio:${track.id}:${track.audio?.blobHash.slice(0, 16) ?? ''}`;
    if (audio) await this.#upload(key, { kind: 'audio', id: asset }, audio, () => provider.audioOf(asset));
    await this.#trackCredits(asset, track);
    return asset;
  }

  async #trackCredits(asset: RemoteId, track: ReleaseTrack): Promise<void> {
    const { provider, steps } = this.#options;
    for (const { partyId, role, instrument } of track.contributors) {
      const person = this.#remote(partyId);
      if (instrument !== '') {
        await steps.run(`performer:${track.id}:${partyId}:${instrument}`, {
          make: () => provider.addPerformer(asset, person, instrument),
        });
      }
      await steps.run(`contributor:${track.id}:${partyId}:${role}`, {
        make: () => provider.addContributor(asset, person, role),
      });
    }
    for (const partyId of track.copyrightControl ? [nobody.id] : track.publisherIds) {
      const publisher = this.#remote(partyId);
      await steps.run(`publisher:${track.id}:${partyId}`, { make: () => provider.addPublisher(asset, publisher) });
    }
  }

  async #upload(
    key: string,
    target: Parameters<typeof uploadFile>[2],
    file: Parameters<typeof uploadFile>[3],
    there: () => Promise<RemoteFile>,
  ): Promise<void> {
    await this.#options.steps.run(key, {
      find: async () => ((await there()).fileName === file.name ? file.name : null),
      make: () => uploadFile(this.#options, key, target, file, there).then(() => file.name),
    });
  }

  /** Waits until the distributor has processed what it got. */
  async #filesReady(product: RemoteId): Promise<void> {
    const { provider, steps, timing } = this.#options;
    const isReady = async () => {
      if (!(await provider.product(product)).cover.isReady) return false;
      for (const { assetId } of await provider.tracksOf(product)) {
        if (!(await provider.audioOf(assetId)).isReady) return false;
      }
      return true;
    };
    await steps.run(`files-ready:${this.#options.delivery.round}`, {
      make: async () => {
        for (let polls = 1; !(await isReady()); polls++) {
          steps.checkHalt();
          if (polls >= READY_POLLS) throw new ProviderError('temporary', 0, [stillProcessing]);
          await timing.sleep(READY_EVERY_MS);
        }
      },
    });
  }

  #remote(partyId: string): RemoteId {
    const id = this.#parties.get(partyId);
    if (id !== undefined) return id;
    throw new StepRefused([{ step: `party:${partyId}`, field: 'parties', code: 'PARTY_UNKNOWN', cause: partyId }]);
  }

  #credits(credits: readonly ArtistCredit[]): RemoteCredit[] {
    return credits.map(({ partyId, role }) => ({ id: this.#remote(partyId), isPrimary: role === 'primary' }));
  }

  #names(credits: readonly ArtistCredit[]): string {
    const named = (partyId: string) => this.#options.delivery.bundle.parties.find(({ id }: Party) => id === partyId);
    const main = credits.filter(({ role }) => role === 'primary');
    return main.flatMap(({ partyId }) => named(partyId)?.name ?? []).join(', ');
  }
}

const stillProcessing = { field: '', code: 'FILES_STILL_PROCESSING', cause: 'Uploaded files are not processed yet.' };

function taken(upc: string): ProviderError {
  const cause = 'Another product that is already published has this UPC.';
  return new ProviderError('refused', 0, [{ field: 'upc', code: 'DUPLICATE_UPC_CODE', cause: `${cause} ${upc}` }]);
}
