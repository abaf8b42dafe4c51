import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { describeRoute } from 'hono-openapi';
import { AppError } from '#contracts/errors/app-error.ts';
import {
  BUNDLE_MAX_BYTES,
  Delivery,
  DeliveryDetail,
  DeliveryQueue,
  DeliveryStatistics,
  DeliverRequest,
  ProductMirror,
  QueueChange,
  RedeliverRequest,
} from '#contracts/http/deliveries.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import type { Orm } from '#server/db/open.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import type { Distribution } from '#server/jobs/deliveries/distribution.ts';
import type { Env } from '#server/middleware/env.ts';
import { needs, requireLabel } from '#server/middleware/label.ts';
import { problem } from '#server/middleware/problem.ts';
import { validated } from '#server/middleware/validated.ts';
import { eventRoutes } from './delivery-events.ts';
import { fileRoutes } from './delivery-files.ts';
import { json, problems } from './describe.ts';
import { reachable } from './reachable.ts';

export interface DeliveryRoutesOptions {
  readonly distribution: Distribution | null;
  readonly orm: Orm;
  readonly store: ObjectStore;
  readonly sessionOf: (headers: Headers) => Promise<SessionUser | null>;
  readonly quotaBytes: number | null;
}

/** `/api/deliveries`: those of a label; whose one is not in do not exist. */
export function deliveryRoutes(options: DeliveryRoutesOptions): Hono<Env> {
  const on = () => {
    if (!options.distribution) throw new AppError('distribution.off');
    return options.distribution;
  };
  const app = new Hono<Env>();
  app.use(requireLabel(options.sessionOf, options.orm));
  fileRoutes(app, on, options);
  eventRoutes(app, on, options.orm);
  const limited = bodyLimit({ maxSize: BUNDLE_MAX_BYTES, onError: (c) => problem(c, 413, 'http.bad_request') });
  app.get('/', describe('The queue, first ones first', json('The queue', DeliveryQueue), 401, 404), async (c) =>
    c.json(await on().deliveries.list(c.get('label').id)),
  );
  app.post(
    '/',
    describe(
      'Queue a release; the same id again changes nothing',
      json('The delivery', Delivery),
      400,
      401,
      403,
      404,
      409,
      413,
      422,
    ),
    needs('deliver'),
    limited,
    validated('json', DeliverRequest),
    async (c) => c.json(await on().deliveries.deliver(actor(c), c.req.valid('json'))),
  );
  app.patch(
    '/',
    describe('Let the queue rest or go on, or order it', json('The queue', DeliveryQueue), 400, 401, 403, 404, 409),
    needs('deliver'),
    limited,
    validated('json', QueueChange),
    async (c) => c.json(await on().deliveries.arrange(c.get('label').id, c.req.valid('json'))),
  );
  app.get(
    '/statistics',
    describe('Figures of all steps', json('The figures', DeliveryStatistics), 401, 404),
    async (c) => c.json(await on().deliveries.statistics(c.get('label').id)),
  );
  singleRoutes(app, on, limited);
  return app;
}

/** In which label something is asked for, and by whom. */
const actor = (c: Context<Env>) => ({ labelId: c.get('label').id, by: c.get('user').id });

/** What can be done with one delivery. */
function singleRoutes(app: Hono<Env>, on: () => Distribution, limited: MiddlewareHandler): void {
  app.get(
    '/:id/product',
    describe(
      'The product as the distributor shows it now',
      json('The product', ProductMirror),
      401,
      404,
      409,
      422,
      502,
    ),
    async (c) => c.json(await reachable(() => on().deliveries.mirror(c.get('label').id, c.req.param('id')))),
  );
  app.get('/:id', describe('One delivery with its steps', json('The delivery', DeliveryDetail), 401, 404), async (c) =>
    c.json(await on().deliveries.detail(c.get('label').id, c.req.param('id'))),
  );
  app.post(
    '/:id/retry',
    describe('Try a failed delivery again', json('The delivery', Delivery), 401, 403, 404, 409),
    needs('deliver'),
    async (c) => c.json(await on().deliveries.retry(actor(c), c.req.param('id'))),
  );
  app.post(
    '/:id/redeliver',
    describe('Send a delivered release again', json('The delivery', Delivery), 400, 401, 403, 404, 409, 413, 422),
    needs('deliver'),
    limited,
    validated('json', RedeliverRequest),
    async (c) => c.json(await on().deliveries.redeliver(actor(c), c.req.param('id'), c.req.valid('json').bundle)),
  );
  app.post(
    '/:id/takedown',
    describe('Take a delivered release down', json('The delivery', Delivery), 401, 403, 404, 409),
    needs('deliver'),
    async (c) => c.json(await on().deliveries.takeDown(actor(c), c.req.param('id'))),
  );
  app.delete(
    '/:id',
    describeRoute({
      summary: 'Take a delivery out of the list that was not handed over yet',
      responses: { 204: { description: 'Removed' }, ...problems(401, 403, 404, 409) },
    }),
    needs('deliver'),
    async (c) => {
      await on().deliveries.remove(c.get('label').id, c.req.param('id'));
      return c.body(null, 204);
    },
  );
}

function describe(summary: string, success: ReturnType<typeof json>, ...errors: readonly number[]) {
  return describeRoute({ summary, responses: { 200: success, ...problems(...errors) } });
}
