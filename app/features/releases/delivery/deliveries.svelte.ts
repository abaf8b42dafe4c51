import { AppError } from '#contracts/errors/app-error.ts';
import type { Delivery, DeliveryDetail, DeliveryEvent, DeliveryQueue } from '#contracts/http/deliveries.ts';
import type { DistributorStatus } from '#contracts/http/distribution.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import { coalesce } from '#core/async/coalesce.ts';
import { onStorageEvent } from '#storage/events.ts';
import { fetchSession, lastKnownUser, USER_KEY } from '#storage/outbox/session.ts';
import { getSetting, setSetting } from '#storage/settings/settings.ts';
import { fetchAccount, fetchDelivery, fetchQueue } from './client.ts';
import { followEvents } from './follow-events.ts';
import { fetchLabels } from '../label/client.ts';
import { currentLabel, LABEL_KEY } from '../label/current.svelte.ts';
import { distributorLists } from './reference-lists.svelte.ts';

/** Whether deliveries can be spoken of: `off` is a server without a distributor. */
export type Access = 'asking' | 'offline' | 'signedOut' | 'off' | 'ready';

/** What stands in the way: the server does not answer, the role in the label is too small, or the account is not connected. */
export type Hindrance = 'server' | 'role' | 'account';

/** Parts of a file that are with the distributor. */
export interface PartsSent {
  readonly sent: number;
  readonly count: number;
}

/** Settings key: what the server said last. */
const KNOWN_KEY = 'delivery.known';

interface Known {
  readonly labelId: string;
  readonly account: DistributorStatus | null;
  readonly queue: DeliveryQueue;
}

const AGAIN_MS = 15_000;

/** The user's account at the distributor and all deliveries, as the server tells them, live. */
export class Deliveries {
  access = $state<Access>('asking');
  /** Who is signed in. */
  user = $state.raw<SessionUser | null>(null);
  account = $state.raw<DistributorStatus | null>(null);
  queue = $state.raw<DeliveryQueue>({ isPaused: false, deliveries: [] });
  /** Deliveries with their steps, of those that are looked at. */
  details = $state.raw<ReadonlyMap<string, DeliveryDetail>>(new Map());
  /** By delivery and step: {@link partsOf}. */
  #parts = $state.raw<ReadonlyMap<string, PartsSent>>(new Map());
  readonly reference = distributorLists;
  readonly isConnected = $derived(this.access === 'ready' && this.account?.state === 'connected');
  /** Why nothing can be sent, changed or taken down at the moment; null when it can. */
  readonly hindrance = $derived<Hindrance | null>(
    this.access !== 'ready'
      ? 'server'
      : !currentLabel.may('deliver')
        ? 'role'
        : this.account?.state === 'connected'
          ? null
          : 'account',
  );

  readonly #watched = new Set<string>();
  readonly #read = coalesce(() => this.refresh());
  #unfollow: (() => void) | null = null;
  #kept = '';

  /** Asks the server and goes on hearing from it. Returns the function that stops it. */
  follow(): () => void {
    this.#read();
    const again = () => this.#read();
    const timer = setInterval(() => {
      if (this.access === 'offline') again();
    }, AGAIN_MS);
    window.addEventListener('online', again);
    const stop = onStorageEvent((event) => {
      if (event.type !== 'settings') return;
      if (event.key === USER_KEY) again();
      if (event.key === LABEL_KEY) void this.#enter();
    });
    const stopReference = this.reference.follow();
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
      stop();
      stopReference();
      this.#silence();
    };
  }

  /** Asks the server anew. Never throws for a missing network: {@link access} says so. */
  async refresh(): Promise<void> {
    try {
      this.access = await this.#ask();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.access = error.code === 'http.unauthorized' ? 'signedOut' : 'offline';
    }
    if (this.access === 'offline') await this.#remember();
    if (this.access === 'ready') this.#listen();
    else if (this.access !== 'offline') this.#silence();
  }

  /** Shows the steps of a delivery from now on. Returns the function that stops it. */
  watch(id: string): () => void {
    this.#watched.add(id);
    this.#read();
    return () => void this.#watched.delete(id);
  }

  ofRelease(releaseId: string): Delivery | undefined {
    return this.queue.deliveries.find((one) => one.releaseId === releaseId);
  }

  partsOf(deliveryId: string, step: string): PartsSent | undefined {
    return this.#parts.get(`${deliveryId} ${step}`);
  }

  /** Another label is worked in from now on. */
  async #enter(): Promise<void> {
    await currentLabel.read();
    this.#silence();
    this.#parts = new Map();
    this.#read();
  }

  async #ask(): Promise<Access> {
    const { user } = await fetchSession();
    this.user = user;
    if (!user) return 'signedOut';
    await currentLabel.read();
    currentLabel.all = await fetchLabels();
    this.account = await fetchAccount();
    if (this.account.state === 'off') return 'off';
    this.queue = await fetchQueue();
    await this.#keep();
    const known = [...this.#watched].filter((id) => this.queue.deliveries.some((one) => one.id === id));
    const details = await Promise.all(known.map((id) => fetchDelivery(id)));
    this.details = new Map(details.map((one) => [one.id, one]));
    if (this.account.state === 'connected') void this.reference.refresh(currentLabel.label?.id ?? user.id);
    return 'ready';
  }

  /** What the server said last, for times without a network. */
  async #keep(): Promise<void> {
    const labelId = currentLabel.label?.id ?? '';
    const text = JSON.stringify([labelId, this.account, this.queue]);
    if (text === this.#kept) return;
    this.#kept = text;
    await setSetting(KNOWN_KEY, { labelId, account: this.account, queue: this.queue });
  }

  async #remember(): Promise<void> {
    if (this.account) return;
    const known = await getSetting<Known | null>(KNOWN_KEY, null);
    const user = await lastKnownUser();
    await currentLabel.read();
    if (!known || !user || known.labelId !== currentLabel.wantedBy(user.id)) return;
    this.user = user;
    this.account = known.account;
    this.queue = known.queue;
  }

  #listen(): void {
    this.#unfollow ??= followEvents({
      event: (event) => this.#hear(event),
      // What happened before the stream stood is read once; when it is lost, this says what the server is up to.
      live: () => this.#read(),
    });
  }

  #silence(): void {
    this.#unfollow?.();
    this.#unfollow = null;
  }

  #hear({ kind, deliveryId, data }: DeliveryEvent): void {
    if (kind !== 'part') return this.#read();
    const parts = { sent: Number(data['sent']), count: Number(data['count']) };
    this.#parts = new Map(this.#parts).set(`${deliveryId} ${data['step']}`, parts);
  }
}
