import type { HttpBindings } from '@hono/node-server';
import type { SessionUser } from '#contracts/http/session.ts';

/** What middleware leaves for the handlers of a request. */
export interface Env {
  Variables: {
    /** In every log line and problem of this request, and in its `X-Request-Id`. */
    requestId: string;
    /** Set by `requireUser`. */
    user: SessionUser;
  };
  /** Absent in tests that call the app without a socket. */
  Bindings: Partial<HttpBindings>;
}
