import { AppError } from '#contracts/errors/app-error.ts';
import type { DeliveryFailure } from '#contracts/http/deliveries.ts';
import { changeDelivery, type DeliveryRecord } from '#server/db/deliveries.ts';
import { addEvent } from '#server/db/delivery-events.ts';
import type { Orm } from '#server/db/open.ts';
import { ProviderError } from '#server/integrations/distribution/failure.ts';
import type { DistributionProvider, RemoteId } from '#server/integrations/distribution/port.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import type { DistributorAccounts } from './accounts.ts';
import { Album } from './album.ts';
import { filesOf } from './files.ts';
import { Halted, StepRefused, Steps } from './steps.ts';
import { readStores, sendToStores, stateOf, takeDown } from './stores.ts';
import type { Timing } from './timing.ts';

export interface RunOptions {
  readonly orm: Orm;
  readonly store: ObjectStore;
  readonly accounts: DistributorAccounts;
  readonly timing: Timing;
  readonly onChange: (userId: string) => void;
  /** Something nobody expected; the delivery is looked at again later. */
  readonly report: (error: unknown) => void;
}

const MINUTE_MS = 60_000;
/** Runs in a row that came to nothing before somebody has to look. */
const FRUITLESS_MAX = 8;
/** The same for what nobody expected, such as an answer that cannot be understood. */
const UNEXPECTED_MAX = 3;
const POLL_FIRST_MS = 15_000;
const POLL_LAST_MS = 30 * MINUTE_MS;

/** Takes one delivery as far as it goes now, and writes down where it stands then. Never throws for what it could tell. */
export async function runDelivery(options: RunOptions, one: DeliveryRecord, signal: AbortSignal): Promise<void> {
  const { orm, timing, onChange } = options;
  const change = (to: Parameters<typeof changeDelivery>[2]) =>
    changeDelivery(orm, one, to, timing.now()).finally(() => onChange(one.userId));
  await change({ state: 'running' });
  try {
    const provider = await options.accounts.open(one.userId);
    const product = await carryOut(options, one, provider, signal);
    await settle(options, one, provider, product);
  } catch (error) {
    await change(await after(options, one, error));
  }
}

async function carryOut(
  { orm, store, timing, onChange }: RunOptions,
  one: DeliveryRecord,
  provider: DistributionProvider,
  signal: AbortSignal,
): Promise<RemoteId> {
  const told = () => onChange(one.userId);
  const steps = await Steps.open({ orm, delivery: one, timing, signal, onChange: told });
  if (one.intent === 'takedown') {
    if (one.productId === null) throw new AppError('delivery.state', { state: one.state });
    await takeDown(provider, steps, one.productId, one);
    return one.productId;
  }
  const files = await filesOf(orm, store, one.userId, one.bundle.release);
  const onProduct = (productId: RemoteId, upc: string) => changeDelivery(orm, one, { productId, upc }, timing.now());
  const album = new Album({ delivery: one, provider, store, files, steps, timing, onProduct });
  const product = await album.handOver();
  await sendToStores(provider, steps, product, one);
  return product;
}

/** Looks how the stores stand and says when to look again. */
async function settle(
  { orm, timing, onChange }: RunOptions,
  one: DeliveryRecord,
  provider: DistributionProvider,
  product: RemoteId,
): Promise<void> {
  const now = timing.now();
  const storeStates = await readStores(provider, product, one);
  const state = stateOf(storeStates, one);
  const failures = state === 'failed' ? storeStates.filter((store) => store.state === 'CANCELLED').map(cancelled) : [];
  // Soon at first, then rarely: stores take days.
  const wait = Math.min(Math.max((now - one.updatedAt) / 4, POLL_FIRST_MS), POLL_LAST_MS);
  const isSame = state === one.state && JSON.stringify(storeStates) === JSON.stringify(one.storeStates);
  const seen = isSame ? {} : { state, storeStates, failures };
  await changeDelivery(orm, one, { ...seen, fruitless: 0, notBefore: now + wait }, isSame ? one.updatedAt : now);
  onChange(one.userId);
}

const cancelled = ({ name, store }: { readonly name: string; readonly store: string }): DeliveryFailure => ({
  ...{ step: 'deliver', field: 'stores', code: 'DELIVERY_CANCELLED', cause: name || store },
});

/** Polls a delivery that is with the stores. */
export async function pollDelivery(options: RunOptions, one: DeliveryRecord): Promise<void> {
  if (one.productId === null) return;
  try {
    await settle(options, one, await options.accounts.open(one.userId), one.productId);
  } catch (error) {
    const { state: _state, ...rest } = await after(options, one, error);
    await changeDelivery(options.orm, one, { notBefore: rest.notBefore ?? laterOf(options, one) }, one.updatedAt);
    options.onChange(one.userId);
  }
}

const laterOf = ({ timing }: RunOptions, { fruitless }: DeliveryRecord) =>
  timing.now() + MINUTE_MS * Math.min(2 ** fruitless, 30);

/** What a delivery becomes after a failure. */
async function after(
  options: RunOptions,
  one: DeliveryRecord,
  error: unknown,
): Promise<Parameters<typeof changeDelivery>[2]> {
  if (error instanceof Halted) return { state: 'queued' };
  if (error instanceof StepRefused) return { state: 'failed', failures: error.failures };
  if (error instanceof AppError) {
    // It waits for the account to be connected again.
    if (error.code === 'distribution.not_connected') return { state: 'queued', notBefore: laterOf(options, one) };
    const cause = Object.values(error.details).join(', ');
    return { state: 'failed', failures: [{ step: '', field: '', code: error.code, cause }] };
  }
  const fruitless = one.fruitless + 1;
  if (!(error instanceof ProviderError)) {
    options.report(error);
    const failures = [{ step: '', field: '', code: 'app.unexpected', cause: error instanceof Error ? error.name : '' }];
    const state = fruitless >= UNEXPECTED_MAX ? 'failed' : 'queued';
    return { state, failures, fruitless, notBefore: laterOf(options, one) };
  }
  if (error.kind === 'signedOut' || error.kind === 'needsCode') {
    await options.accounts.lost(one.userId, error.kind);
    await addEvent(options.orm, one, 'account', { state: error.kind }, options.timing.now());
    return { state: 'queued' };
  }
  const failures = error.failures.map((failure) => ({ step: '', ...failure }));
  if (error.kind !== 'temporary' || fruitless >= FRUITLESS_MAX) return { state: 'failed', failures };
  return { state: 'queued', failures, fruitless, notBefore: laterOf(options, one) };
}
