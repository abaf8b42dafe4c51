import type { Context } from 'hono';
import type { Env } from './env.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

const peerOf = (c: Context<Env>) => c.env?.incoming?.socket.remoteAddress ?? '';

/**
 * Address of the client. Headers are believed only behind a proxy of ours, and of them only the last entry, which that
 * proxy wrote itself.
 */
export function clientAddress(c: Context<Env>, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined;
  return forwarded || peerOf(c);
}

/** True when the request comes from this very machine and from no proxy on it. */
export function isLocal(c: Context<Env>): boolean {
  const viaProxy = ['X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP'].some(
    (name) => c.req.header(name) !== undefined,
  );
  return !viaProxy && LOOPBACK.test(peerOf(c));
}
