import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { assetRoutes } from './assets.ts';
import type { Clock } from './clock.ts';
import { deliveryRoutes } from './deliveries.ts';
import { Refusal, refuse } from './errors.ts';
import { exampleGtin } from './masters.ts';
import { type Fault, Misbehaviour } from './misbehaviour.ts';
import { partyRoutes } from './parties.ts';
import { productRoutes } from './products.ts';
import { errorCodes, lists, services, subgenres } from './reference.ts';
import { type Login, Sessions } from './session.ts';
import { Catalogue, paged } from './state.ts';
import { Uploads } from './uploads.ts';

export interface FugaOptions {
  readonly clock?: Clock;
  readonly logins?: readonly Login[];
  readonly needsCsrf?: boolean;
  /** Lifetime of a session, milliseconds. */
  readonly sessionMs?: number;
  /** Milliseconds from a finished upload until it can be used, and for a delivery until it is done. */
  readonly processingMs?: number;
  readonly barcodes?: readonly string[];
  readonly port?: number;
}

/** A stand-in for FUGA's API v2 with state, made from public facts about it; never compared with the real service. */
export interface Fuga {
  /** `http://127.0.0.1:<port>/api/v2`. */
  readonly url: string;
  readonly catalogue: Catalogue;
  readonly sessions: Sessions;
  readonly uploads: Uploads;
  readonly misbehaviour: Misbehaviour;
  /** `METHOD /path` of every request, without the base. */
  readonly requests: string[];
  close(): Promise<void>;
}

export const label: Login = { name: 'label', password: 'demo password' };
const pool = [900, 901, 902].map(exampleGtin);
const BASE = '/api/v2';
const SLOW_MS = 10;

export async function startFuga(options: FugaOptions = {}): Promise<Fuga> {
  const clock = options.clock ?? { now: Date.now };
  const catalogue = new Catalogue(clock, options.barcodes ?? pool);
  const sessions = new Sessions({
    ...{ logins: options.logins ?? [label], lifetimeMs: options.sessionMs ?? 30 * 60_000, clock },
    needsCsrf: options.needsCsrf ?? false,
  });
  const processingMs = options.processingMs ?? 0;
  const uploads = new Uploads({ catalogue, processingMs });
  const misbehaviour = new Misbehaviour();
  const requests: string[] = [];
  const api = new Hono<{ Bindings: HttpBindings; Variables: { corrupt: boolean } }>();
  api.onError((error, c) => {
    if (error instanceof Refusal) return c.json(error.body() as object, error.status as 400);
    return c.json({ code: 'UNEXPECTED', message: String(error), context: null, messageVariables: [] }, 500);
  });
  api.use(async (c, next) => {
    const request = `${c.req.method} ${c.req.path.slice(BASE.length)}`;
    requests.push(request);
    const fault = misbehaviour.decide(request);
    if (fault === 'expire') sessions.expire();
    c.set('corrupt', fault === 'corrupt');
    const instead = fault && refusedBefore(c, fault);
    if (instead) return instead;
    await next();
    if (fault === 'slow') await new Promise((done) => setTimeout(done, SLOW_MS));
    if (fault === 'drop') hangUp(c);
    if (fault === 'fail-after') c.res = c.json({ code: 'UNEXPECTED', message: 'after all' }, 500);
  });
  const plain = api as unknown as Hono;
  plain.post('/login', async (c) => sessions.login(c, await c.req.json()));
  plain.post('/login/2fa', async (c) => sessions.secondStep(c, await c.req.json()));
  plain.use(sessions.required);
  referenceRoutes(plain);
  partyRoutes(plain, catalogue);
  assetRoutes(plain, catalogue);
  productRoutes(plain, catalogue);
  deliveryRoutes(plain, catalogue, processingMs);
  uploads.register(plain);
  plain.notFound((c) => c.json(refuse('NOT_FOUND').body() as object, 404));
  const server = createAdaptorServer({ fetch: new Hono().route(BASE, plain).fetch }) as Server;
  await new Promise<void>((ready) => server.listen(options.port ?? 0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`,
    ...{ catalogue, sessions, uploads, misbehaviour, requests },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type Bound = Context<{ Bindings: HttpBindings; Variables: { corrupt: boolean } }>;

function hangUp(c: Bound): void {
  c.env.incoming.socket.destroy();
}

function refusedBefore(c: Bound, fault: Fault): Response | null {
  switch (fault) {
    case 'drop-before':
      hangUp(c);
      return c.body(null, 500);
    case 'fail':
      return c.text('<html>Internal Server Error</html>', 500);
    case 'unavailable':
      return c.json({ message: 'Service Unavailable' }, 503);
    case 'busy':
      return c.text('Too Many Requests', 429);
    case 'busy-until':
      return c.text('Too Many Requests', 429, { 'Retry-After': '2' });
    default:
      return null;
  }
}

function referenceRoutes(app: Hono): void {
  for (const [name, list] of Object.entries(lists)) app.get(`/miscellaneous/${name}`, (c) => c.json(list));
  app.get('/miscellaneous/subgenres', (c) => {
    const wanted = c.req.query('search')?.toLowerCase() ?? '';
    const rows = subgenres.filter(({ name }) => name.toLowerCase().includes(wanted));
    return c.json(paged('subgenre', rows, c.req.query()));
  });
  app.get('/contracts', (c) =>
    c.json({ contract: services.map((dsp, id) => ({ id: id + 1, dsp })), total: services.length }),
  );
  app.get('/error_messages/metadata', (c) =>
    c.json(Object.fromEntries(errorCodes.map((code) => [code, code.toLowerCase()]))),
  );
  app.get('/error_messages/upload', (c) => c.json({ UPLOAD_CHECKSUM_DOES_NOT_MATCH: 'checksum does not match' }));
}
