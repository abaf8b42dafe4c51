import type { DeliveryState, StoreDelivery } from '#contracts/http/deliveries.ts';
import type { DeliveryRecord } from '#server/db/deliveries.ts';
import type { DistributionProvider, RemoteId, RemoteStore } from '#server/integrations/distribution/port.ts';
import type { Steps } from './steps.ts';

type Wish = Pick<DeliveryRecord, 'stores' | 'round' | 'bundle' | 'intent'>;

const wanted = (stores: readonly RemoteStore[], { stores: ids }: Wish) =>
  stores.filter(({ store }) => ids.includes(store));
const idsOf = (stores: readonly RemoteStore[]) => stores.map(({ store }) => store);

/** Sends a published product to the wanted stores, or to those that have it once more. */
export async function sendToStores(
  provider: DistributionProvider,
  steps: Steps,
  product: RemoteId,
  wish: Wish,
): Promise<void> {
  const { round, stores, bundle } = wish;
  const prepare = () => provider.prepareStores(product, stores, bundle.release);
  await steps.run(`prepare:${round}`, { make: prepare });
  const missing = async () =>
    wanted(await provider.storesOf(product), wish).filter(
      ({ state }) => state !== 'PROCESSING' && state !== 'DELIVERED',
    );
  await steps.run(`deliver:${round}`, {
    find: async () => ((await missing()).length === 0 ? product : null),
    make: async () => {
      await provider.deliver(product, idsOf(await missing()));
    },
  });
  if (wish.intent !== 'redeliver') return;
  const out = async () => wanted(await provider.storesOf(product), wish).filter(({ state }) => state === 'DELIVERED');
  await steps.run(`redeliver:${round}`, {
    find: async () => ((await out()).length === 0 ? product : null),
    make: async () => provider.redeliver(product, idsOf(await out())),
  });
}

/** Takes a product down wherever it is out. */
export async function takeDown(
  provider: DistributionProvider,
  steps: Steps,
  product: RemoteId,
  { round }: Wish,
): Promise<void> {
  const out = async () => (await provider.storesOf(product)).filter(({ state }) => state === 'DELIVERED');
  await steps.run(`takedown:${round}`, {
    find: async () => ((await out()).length === 0 ? product : null),
    make: async () => provider.takeDown(product, idsOf(await out())),
  });
}

/** How the stores stand, with links to where it can be heard. */
export async function readStores(
  provider: DistributionProvider,
  product: RemoteId,
  wish: Wish,
): Promise<StoreDelivery[]> {
  const stores = wanted(await provider.storesOf(product), wish);
  const isOut = stores.some(({ state }) => state === 'DELIVERED');
  const links = isOut ? await provider.liveLinks(product) : [];
  const linkOf = (id: RemoteId) => links.find(({ store }) => store === id)?.url ?? '';
  return stores.map(({ store, name, state }) => ({ store, name, state, liveLink: linkOf(store) }));
}

/** Where a delivery stands whose stores stand so. */
export function stateOf(stores: readonly StoreDelivery[], { intent }: Pick<Wish, 'intent'>): DeliveryState {
  const all = (...states: readonly StoreDelivery['state'][]) => stores.every(({ state }) => states.includes(state));
  if (intent === 'takedown') return all('TAKEN_DOWN', 'NOT_ADDED', 'CANCELLED') ? 'takenDown' : 'processing';
  if (all('DELIVERED')) return 'delivered';
  return all('DELIVERED', 'CANCELLED') ? 'failed' : 'processing';
}
