import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Env } from '#server/middleware/env.ts';

const HEADERS_WITHIN_MS = 15_000;
/** A connection on which nothing moves for so long is dead. Large uploads take hours, so a request as a whole may. */
const SILENCE_MS = 120_000;
const GRACE_MS = 10_000;

export interface Listening {
  readonly address: AddressInfo;
  /** Takes no more requests, lets the running ones finish for up to ten seconds, then cuts them off. */
  stop(): Promise<void>;
}

/** Serves `app` over HTTP/1.1. */
export async function listen(app: Hono<Env>, host: string, port: number): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { headersTimeout: HEADERS_WITHIN_MS, requestTimeout: 0, maxHeaderSize: 16_384 },
  }) as Server;
  server.setTimeout(SILENCE_MS);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return { address: server.address() as AddressInfo, stop: () => stop(server) };
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  // A connection kept alive becomes idle only after its answer.
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  await closed;
  clearTimeout(timer);
  clearInterval(idle);
}
