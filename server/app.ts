import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { except } from 'hono/combine';
import { DELIVERIES_PATH } from '#contracts/http/deliveries.ts';
import { LABELS_PATH } from '#contracts/http/labels.ts';
import { UPLOADS_PATH } from '#contracts/http/uploads.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import type { Database } from '#server/db/open.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import type { Distribution } from '#server/jobs/deliveries/distribution.ts';
import type { Log } from '#server/log.ts';
import type { Metrics } from '#server/metrics.ts';
import type { Env } from '#server/middleware/env.ts';
import { securityHeaders } from '#server/middleware/headers.ts';
import { observe } from '#server/middleware/observe.ts';
import { sameOrigin } from '#server/middleware/origin.ts';
import { errorHandler, problem } from '#server/middleware/problem.ts';
import { requestId } from '#server/middleware/request-id.ts';
import { appShellRoutes } from '#server/routes/app-shell.ts';
import { deliveryRoutes } from '#server/routes/deliveries.ts';
import { distributorRoutes } from '#server/routes/distributor.ts';
import { healthRoutes } from '#server/routes/health.ts';
import { labelRoutes } from '#server/routes/labels.ts';
import { metricsRoutes } from '#server/routes/metrics.ts';
import { openApiRoutes } from '#server/routes/openapi.ts';
import { quotaRoutes, recordingRoutes } from '#server/routes/recordings.ts';
import { authRoutes, sessionRoutes } from '#server/routes/session.ts';
import { uploadRoutes } from '#server/routes/uploads.ts';
import type { Settings } from '#server/settings.ts';
import type { Uploads } from '#server/uploads/tus.ts';

/** Everything the app needs from outside; tests pass their own. */
export interface AppDeps {
  readonly settings: Settings;
  readonly database: Database;
  readonly store: ObjectStore;
  readonly accounts: Accounts;
  readonly uploads: Uploads;
  /** Null on a server without a distributor. */
  readonly distribution: Distribution | null;
  readonly metrics: Metrics;
  readonly log: Log;
}

const API_VERSION = '1';
/** No request but an upload or a delivery needs more. */
const BODY_MAX = 64 * 1024;

/** The whole HTTP surface: API under `/api`, the built app everywhere else. */
export function createApp(deps: AppDeps): Hono<Env> {
  const { settings, metrics, log } = deps;
  const app = new Hono<Env>();
  app.onError(errorHandler((error, id) => log.error('request.failed', { requestId: id }, error)));
  app.notFound((c) => problem(c, 404, 'http.not_found'));
  app.use(
    requestId,
    securityHeaders,
    observe((request) => {
      log.info('request', { ...request });
      metrics.request(request.method, request.route, request.status, request.ms);
    }),
  );
  app.use('/api/*', sameOrigin(settings.publicUrl));
  const small = bodyLimit({ maxSize: BODY_MAX, onError: (c) => problem(c, 413, 'http.bad_request') });
  app.use(
    '/api/*',
    except(
      [UPLOADS_PATH, DELIVERIES_PATH, LABELS_PATH].flatMap((path) => [path, `${path}/*`]),
      small,
    ),
  );
  app.route('/api', apiRoutes(deps));
  app.route('/api/openapi.json', openApiRoutes(app, API_VERSION));
  app.all('/api/*', (c) => problem(c, 404, 'http.not_found'));
  if (settings.appDir !== null) app.route('/', appShellRoutes(settings.appDir));
  return app;
}

function apiRoutes({ settings, database, store, accounts, uploads, distribution, metrics }: AppDeps): Hono<Env> {
  const { orm } = database;
  const sessionOf = accounts.sessions.userOf;
  const { quotaBytes, maxUploadBytes } = settings;
  return new Hono<Env>()
    .route('/health', healthRoutes({ database: () => database.ping(), store: () => store.check() }))
    .route('/metrics', metricsRoutes(metrics, settings.metricsToken))
    .route('/session', sessionRoutes(accounts))
    .route('/auth', authRoutes(accounts, settings.trustProxy))
    .route('/recordings', recordingRoutes({ orm, store, sessionOf, remove: (one) => uploads.finisher.remove(one) }))
    .route('/quota', quotaRoutes({ orm, sessionOf, quotaBytes, maxUploadBytes }))
    .route('/uploads', uploadRoutes(uploads, sessionOf))
    .route('/distributor', distributorRoutes(distribution, orm, sessionOf))
    .route('/labels', labelRoutes(orm, sessionOf))
    .route('/deliveries', deliveryRoutes({ distribution, orm, store, sessionOf, quotaBytes }));
}
