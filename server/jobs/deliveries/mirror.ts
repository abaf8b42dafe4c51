import type { MirroredProduct } from '#contracts/release/catalogue.ts';
import type { DeliveryRecord } from '#server/db/deliveries.ts';
import { stepsOf } from '#server/db/delivery-steps.ts';
import type { Orm } from '#server/db/open.ts';
import type { DistributionProvider, RemoteId } from '#server/integrations/distribution/port.ts';

/** A product as the distributor shows it now, with our tracks beside its assets. */
export async function mirrorProduct(
  orm: Orm,
  provider: DistributionProvider,
  one: DeliveryRecord,
  productId: RemoteId,
): Promise<MirroredProduct> {
  const { release } = one.bundle;
  const product = await provider.product(productId);
  const steps = await stepsOf(orm, one.id);
  const trackOf = new Map(
    steps
      .filter(({ key, result }) => /^(asset|recording):/.test(key) && result !== '')
      .map(({ key, result }) => [result, key.split(':')[1] ?? '']),
  );
  const tracks: MirroredProduct['tracks'][number][] = [];
  for (const { assetId, volume, sequence } of await provider.tracksOf(productId)) {
    const track = release.tracks.find(({ id }) => id === trackOf.get(assetId));
    const { fileName } = await provider.audioOf(assetId);
    tracks.push({
      ...{ assetId, trackId: track?.id ?? '', isrc: track?.isrc ?? '', volume, sequence },
      ...{ hasAudio: fileName !== '', preorder: track?.preorder ?? 'standard' },
    });
  }
  const stores = await provider.storesOf(productId);
  return {
    ...{ provider: provider.name, productId, state: product.state, upc: product.upc, volumes: release.volumes },
    ...{ hasCover: product.cover.fileName !== '', tracks },
    deliveries: stores.map(({ store, state }) => ({ store, state })),
  };
}
