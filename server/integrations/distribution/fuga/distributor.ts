import type { Connection, Credentials, Distributor, ProviderSession } from '../port.ts';
import { FugaClient, type Waiting } from './client.ts';
import { FugaProvider } from './provider.ts';
import { type Fetch, giveCode, signIn } from './session.ts';

interface FugaOptions extends Partial<Waiting> {
  /** With the version: `https://next.fugamusic.com/api/v2`. */
  readonly baseUrl: string;
  readonly send?: Fetch;
  /** Requests at the same time; nothing is known about limits. */
  readonly inFlight?: number;
  /** Bytes of a part of a file. */
  readonly partBytes?: number;
}

const IN_FLIGHT = 3;
/** What most clients in use send. */
const PART_BYTES = 5 * 1024 * 1024;

/** FUGA. Made from public facts; not verified against the live service. */
export class FugaDistributor implements Distributor {
  readonly name = 'fuga';
  readonly isVerified = false;
  readonly #options: FugaOptions;
  readonly #send: Fetch;

  constructor(options: FugaOptions) {
    this.#options = { ...options, baseUrl: options.baseUrl.replace(/\/+$/, '') };
    this.#send = options.send ?? fetch;
  }

  signIn(credentials: Credentials): Promise<ProviderSession> {
    return signIn(this.#options.baseUrl, credentials, this.#send);
  }

  giveCode(session: ProviderSession, code: string): Promise<ProviderSession> {
    return giveCode(this.#options.baseUrl, session, code, this.#send);
  }

  open(connection: Connection): FugaProvider {
    const { baseUrl, inFlight = IN_FLIGHT, partBytes = PART_BYTES } = this.#options;
    const { now = Date.now, random = Math.random, sleep = realSleep } = this.#options;
    const client = new FugaClient({ baseUrl, connection, send: this.#send, inFlight, now, random, sleep });
    return new FugaProvider(client, partBytes);
  }
}

const realSleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
