import type { HttpBindings } from '@hono/node-server';
import type { LabelRole } from '#contracts/http/labels.ts';
import type { SessionUser } from '#contracts/http/session.ts';

/** What middleware leaves for the handlers of a request. */
export interface Env {
  Variables: {
    /** In every log line and problem of this request, and in its `X-Request-Id`. */
    requestId: string;
    /** Set by `requireUser`. */
    user: SessionUser;
    /** Set by `requireLabel`: the label that is worked in, and as what. */
    label: { readonly id: string; readonly role: LabelRole };
  };
  /** Absent in tests that call the app without a socket. */
  Bindings: Partial<HttpBindings>;
}
