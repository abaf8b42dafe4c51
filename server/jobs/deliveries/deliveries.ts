import { AppError } from '#contracts/errors/app-error.ts';
import type { Delivery, DeliverRequest, DeliveryDetail, DeliveryQueue as Queue, DeliveryStatistics } from '#contracts/http/deliveries.ts'; // prettier-ignore
import type { MirroredProduct } from '#contracts/release/catalogue.ts';
import type { ReleaseBundle } from '#contracts/release/release.ts';
import {
  deleteDelivery,
  type DeliveryRecord,
  findDelivery,
  findDeliveryOfRelease,
  insertDelivery,
  listDeliveries,
  newRound,
  orderDeliveries,
  toDelivery,
} from '#server/db/deliveries.ts';
import { leadTimes } from '#server/db/delivery-events.ts';
import { stepFigures, stepsOf } from '#server/db/delivery-steps.ts';
import { findAccount, setPaused } from '#server/db/distributor-accounts.ts';
import type { Orm } from '#server/db/open.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import type { DistributorAccounts } from './accounts.ts';
import { filesOf } from './files.ts';
import { mirrorProduct } from './mirror.ts';
import type { DeliveryQueue } from './queue.ts';
import { statisticsOf } from './statistics.ts';
import type { Timing } from './timing.ts';

interface DeliveriesOptions {
  readonly orm: Orm;
  readonly store: ObjectStore;
  readonly accounts: DistributorAccounts;
  readonly queue: DeliveryQueue;
  readonly timing: Timing;
}

/** Whose deliveries, and who asks: the id of the account where that is one and the same. */
type Actor = string | { readonly labelId: string; readonly by: string };

const partsOf = (actor: Actor) => (typeof actor === 'string' ? { labelId: actor, by: actor } : actor);

/** What people can do with deliveries. Those of others do not exist: `http.not_found`. */
export class Deliveries {
  readonly #options: DeliveriesOptions;

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  /**
   * Queues a release. The same id again is the same delivery; while it is queued or failed it takes the newer release.
   *
   * @throws AppError `delivery.incomplete`, `delivery.file_missing`, `delivery.state`, `distribution.not_connected`
   */
  async deliver(actor: Actor, { id, bundle, stores }: DeliverRequest): Promise<Delivery> {
    const { orm, accounts, timing } = this.#options;
    const { labelId: userId, by } = partsOf(actor);
    await this.#checkConnected(userId);
    await this.#check(userId, bundle);
    const twin = await findDeliveryOfRelease(orm, userId, accounts.provider, bundle.release.id);
    if (twin && twin.id !== id) throw new AppError('delivery.state', { state: twin.state });
    if (twin) await this.#again(twin, bundle, stores, by);
    else await insertDelivery(orm, { id, userId, by, provider: accounts.provider, bundle, stores }, timing.now());
    return this.#changed(userId, id);
  }

  async list(userId: string): Promise<Queue> {
    const { orm, accounts } = this.#options;
    const account = await findAccount(orm, userId, accounts.provider);
    const deliveries = (await listDeliveries(orm, userId)).map(toDelivery);
    return { isPaused: account?.isPaused ?? false, deliveries };
  }

  async detail(userId: string, id: string): Promise<DeliveryDetail> {
    const found = await this.#owned(userId, id);
    const steps = await stepsOf(this.#options.orm, id);
    return { ...toDelivery(found), steps: steps.map(({ upload: _upload, ...step }) => step) };
  }

  /** The product as the distributor shows it now. @throws AppError `delivery.state` as long as there is none */
  async mirror(userId: string, id: string): Promise<MirroredProduct> {
    const { orm, accounts } = this.#options;
    const found = await this.#owned(userId, id);
    if (found.productId === null) throw new AppError('delivery.state', { state: found.state });
    return mirrorProduct(orm, await accounts.open(userId), found, found.productId);
  }

  /** Tries a failed delivery again as it is. */
  async retry(actor: Actor, id: string): Promise<Delivery> {
    const { labelId: userId, by } = partsOf(actor);
    const found = await this.#owned(userId, id);
    await this.#checkConnected(userId);
    await this.#round(found, { intent: found.intent, by }, ['failed']);
    return this.#changed(userId, id);
  }

  /** Sends a delivered release again, changed or not. */
  async redeliver(actor: Actor, id: string, bundle?: ReleaseBundle): Promise<Delivery> {
    const { labelId: userId, by } = partsOf(actor);
    const found = await this.#owned(userId, id);
    if (bundle && bundle.release.id !== found.releaseId) throw new AppError('http.bad_request', { field: 'bundle' });
    await this.#checkConnected(userId);
    if (bundle) await this.#check(userId, bundle);
    await this.#round(found, { intent: 'redeliver', by, ...(bundle ? { bundle } : {}) }, ['delivered', 'takenDown']);
    return this.#changed(userId, id);
  }

  /** Takes a delivered release down everywhere. */
  async takeDown(actor: Actor, id: string): Promise<Delivery> {
    const { labelId: userId, by } = partsOf(actor);
    const found = await this.#owned(userId, id);
    await this.#checkConnected(userId);
    await this.#round(found, { intent: 'takedown', by }, ['delivered']);
    return this.#changed(userId, id);
  }

  /** Takes a delivery out of the list. Only where nothing was handed over yet, so that nothing gets out of sight. */
  async remove(userId: string, id: string): Promise<void> {
    const { orm, queue } = this.#options;
    await queue.halt(userId, id);
    const found = await this.#owned(userId, id);
    const isFree = (found.state === 'queued' || found.state === 'failed') && found.productId === null;
    if (!isFree) throw new AppError('delivery.state', { state: found.state });
    await deleteDelivery(orm, userId, id);
    queue.changed(userId);
  }

  /** Lets the queue rest or go on, and puts waiting deliveries into another order. */
  async arrange(
    userId: string,
    change: { readonly isPaused?: boolean | undefined; readonly order?: readonly string[] | undefined },
  ): Promise<Queue> {
    const { orm, accounts, queue } = this.#options;
    if (change.order) await orderDeliveries(orm, userId, change.order);
    if (change.isPaused !== undefined) {
      const known = await setPaused(orm, userId, accounts.provider, change.isPaused);
      if (!known) throw new AppError('distribution.not_connected');
      if (change.isPaused) await queue.halt(userId);
    }
    queue.changed(userId);
    queue.kick();
    return this.list(userId);
  }

  async statistics(userId: string): Promise<DeliveryStatistics> {
    const { orm, accounts } = this.#options;
    const figures = await stepFigures(orm, userId, accounts.provider);
    return statisticsOf(await listDeliveries(orm, userId), figures, await leadTimes(orm, userId));
  }

  /** @throws AppError `distribution.not_connected`: it would wait for nobody knows what */
  async #checkConnected(userId: string): Promise<void> {
    const { orm, accounts } = this.#options;
    if (!(await findAccount(orm, userId, accounts.provider))) throw new AppError('distribution.not_connected');
  }

  async #check(userId: string, { release }: ReleaseBundle): Promise<void> {
    const { orm, store } = this.#options;
    if (release.isTemplate) throw new AppError('delivery.incomplete', { field: 'isTemplate' });
    if (release.tracks.length === 0) throw new AppError('delivery.incomplete', { field: 'tracks' });
    // Without it an asset whose answer was lost could not be found again.
    const nameless = release.tracks.findIndex(({ isrc }) => isrc.trim() === '');
    if (nameless >= 0) throw new AppError('delivery.incomplete', { field: `tracks.${nameless + 1}.isrc` });
    await filesOf(orm, store, userId, release);
  }

  /** The same wish once more: nothing, unless something can still be changed. */
  async #again(found: DeliveryRecord, bundle: ReleaseBundle, stores: readonly string[], by: string): Promise<void> {
    if (found.state !== 'failed' && found.state !== 'queued') return;
    // Whoever sends the release again wants it out, whatever was tried last.
    const intent = found.intent === 'takedown' ? 'redeliver' : found.intent;
    await this.#round(found, { intent, bundle, stores, by }, ['failed', 'queued']);
  }

  async #round(
    found: DeliveryRecord,
    wish: Parameters<typeof newRound>[2],
    from: Parameters<typeof newRound>[3],
  ): Promise<void> {
    const done = await newRound(this.#options.orm, found, wish, from, this.#options.timing.now());
    if (!done) throw new AppError('delivery.state', { state: found.state });
  }

  async #changed(userId: string, id: string): Promise<Delivery> {
    const { queue } = this.#options;
    queue.changed(userId);
    queue.kick();
    return toDelivery(await this.#owned(userId, id));
  }

  async #owned(userId: string, id: string): Promise<DeliveryRecord> {
    const found = await findDelivery(this.#options.orm, userId, id);
    if (!found) throw new AppError('http.not_found');
    return found;
  }
}
