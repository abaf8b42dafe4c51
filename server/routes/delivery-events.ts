import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { describeRoute } from 'hono-openapi';
import { eventsAfter, lastEventId } from '#server/db/delivery-events.ts';
import { roleIn } from '#server/db/label-members.ts';
import type { Orm } from '#server/db/open.ts';
import type { Distribution } from '#server/jobs/deliveries/distribution.ts';
import type { Env } from '#server/middleware/env.ts';
import { problems } from './describe.ts';

/** Sent when nothing happens, so that nobody takes the connection for dead. */
const HEARTBEAT_MS = 15_000;

/**
 * `/api/deliveries/events`: what happens to the user's deliveries, as server-sent events. `Last-Event-ID` goes on after
 * that event; without it the stream begins with what happens from now on.
 */
export function eventRoutes(app: Hono<Env>, on: () => Distribution, orm: Orm): void {
  const content = { 'text/event-stream': { schema: { type: 'string' as const } } };
  app.get(
    '/events',
    describeRoute({
      summary: 'What happens to deliveries, as it happens; resumed by Last-Event-ID',
      responses: { 200: { description: 'Events, each a DeliveryEvent as JSON', content }, ...problems(401, 404) },
    }),
    async (c) => {
      const { queue } = on();
      const { id: userId } = c.get('label');
      const isMember = async () => (await roleIn(orm, userId, c.get('user').id)) !== null;
      const given = Number(c.req.header('Last-Event-ID') ?? Number.NaN);
      let last = Number.isSafeInteger(given) && given >= 0 ? given : await lastEventId(orm, userId);
      c.header('Cache-Control', 'no-store');
      // Proxies must not collect events before they pass them on.
      c.header('X-Accel-Buffering', 'no');
      return streamSSE(c, async (stream) => {
        let wake = () => undefined as void;
        let isNews = false;
        const unwatch = queue.watch((changed) => {
          if (changed !== userId) return;
          isNews = true;
          wake();
        });
        stream.onAbort(() => {
          unwatch();
          wake();
        });
        while (!stream.aborted && !stream.closed) {
          isNews = false;
          // Who was removed in between hears nothing more.
          if (!(await isMember())) break;
          const events = await eventsAfter(orm, userId, last);
          for (const event of events) {
            last = event.id;
            await stream.writeSSE({ id: String(event.id), event: event.kind, data: JSON.stringify(event) });
          }
          if (events.length > 0 || isNews) continue;
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, HEARTBEAT_MS);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
          if (!isNews && !stream.aborted) await stream.write(': still here\n\n');
        }
        unwatch();
      });
    },
  );
}
