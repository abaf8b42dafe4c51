import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { describeRoute } from 'hono-openapi';
import { AppError } from '#contracts/errors/app-error.ts';
import { BUNDLE_MAX_BYTES } from '#contracts/http/deliveries.ts';
import {
  InviteRequest,
  JoinRequest,
  Label,
  LabelMember,
  LabelPeople,
  Labels,
  may,
  NewInvitation,
  RoleChange,
  SharedRelease,
  SharedReleaseDetail,
  SharedReleases,
  ShareRequest,
} from '#contracts/http/labels.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import { invitationsOf, labelsOf, membersOf, removeMember, revokeInvitation, setRole } from '#server/db/label-members.ts'; // prettier-ignore
import { findShared, listShared, removeShared, saveShared } from '#server/db/label-releases.ts';
import type { Orm } from '#server/db/open.ts';
import { invite, join } from '#server/labels/invitations.ts';
import type { Env } from '#server/middleware/env.ts';
import { needs, requireLabel } from '#server/middleware/label.ts';
import { problem } from '#server/middleware/problem.ts';
import { rateLimit } from '#server/middleware/rate-limit.ts';
import { requireUser } from '#server/middleware/session.ts';
import { validated } from '#server/middleware/validated.ts';
import { json, problems } from './describe.ts';

type SessionOf = (headers: Headers) => Promise<SessionUser | null>;

const MINUTE_MS = 60_000;
/** Tries to accept an invitation, per user and minute. */
const TRIES_PER_MINUTE = 10;

/** `/api/labels`: which labels somebody may enter, who belongs to one, and the releases that its members share. */
export function labelRoutes(orm: Orm, sessionOf: SessionOf): Hono<Env> {
  const app = new Hono<Env>();
  const tries = rateLimit({ max: TRIES_PER_MINUTE, windowMs: MINUTE_MS, keyOf: (c) => c.get('user').id });
  const signedIn = requireUser(sessionOf);
  const labelOf = async (user: SessionUser, id: string) => {
    const found = (await labelsOf(orm, user)).find((one) => one.id === id);
    if (!found) throw new AppError('http.not_found');
    return found;
  };
  app.get('/', describe('Labels that one may enter', json('The labels', Labels), 401), signedIn, async (c) =>
    c.json({ labels: await labelsOf(orm, c.get('user')) }, 200, noStore),
  );
  app.post(
    '/join',
    describe('Accept an invitation', json('The label', Label), 400, 401, 403, 404, 409, 429),
    signedIn,
    tries,
    validated('json', JoinRequest),
    async (c) => c.json(await labelOf(c.get('user'), await join(orm, c.req.valid('json').token, c.get('user')))),
  );
  app.delete('/:id', described('Leave a label', 401, 404), signedIn, async (c) => {
    if (!(await removeMember(orm, c.req.param('id'), c.get('user').id))) throw new AppError('http.not_found');
    return c.body(null, 204);
  });
  app.use('/people/*', requireLabel(sessionOf, orm));
  app.use('/releases/*', requireLabel(sessionOf, orm));
  peopleRoutes(app, orm);
  releaseRoutes(app, orm);
  return app;
}

const noStore = { 'Cache-Control': 'no-store' };

function peopleRoutes(app: Hono<Env>, orm: Orm): void {
  app.get('/people', describe('Who belongs to the label', json('The people', LabelPeople), 401, 404), async (c) => {
    const { id, role } = c.get('label');
    const members = await membersOf(orm, id);
    if (may(role, 'manage')) return c.json({ members, invitations: await openInvitations(orm, id) }, 200, noStore);
    return c.json({ members: members.map((one) => ({ ...one, email: '' })), invitations: [] }, 200, noStore);
  });
  app.post(
    '/people/invitations',
    describe('Invite somebody', json('The invitation', NewInvitation), 400, 401, 403, 404),
    needs('manage'),
    validated('json', InviteRequest),
    async (c) => c.json(await invite(orm, c.get('label').id, c.req.valid('json')), 200, noStore),
  );
  app.delete(
    '/people/invitations/:id',
    described('Take an invitation back', 401, 403, 404),
    needs('manage'),
    async (c) => {
      if (!(await revokeInvitation(orm, c.get('label').id, c.req.param('id')))) throw new AppError('http.not_found');
      return c.body(null, 204);
    },
  );
  app.patch(
    '/people/:id',
    describe('Give a member another role', json('The member', LabelMember), 400, 401, 403, 404),
    needs('manage'),
    validated('json', RoleChange),
    async (c) => {
      const [labelId, userId] = [c.get('label').id, c.req.param('id')];
      if (!(await setRole(orm, labelId, userId, c.req.valid('json').role))) throw new AppError('http.not_found');
      return c.json((await membersOf(orm, labelId)).find((one) => one.userId === userId));
    },
  );
  app.delete('/people/:id', described('Remove a member', 401, 403, 404), needs('manage'), async (c) => {
    if (!(await removeMember(orm, c.get('label').id, c.req.param('id')))) throw new AppError('http.not_found');
    return c.body(null, 204);
  });
}

async function openInvitations(orm: Orm, labelId: string) {
  const found = await invitationsOf(orm, labelId, Date.now());
  return found.map(({ id, email, role, expiresAt }) => ({ id, email, role, expiresAt }));
}

function releaseRoutes(app: Hono<Env>, orm: Orm): void {
  const limited = bodyLimit({ maxSize: BUNDLE_MAX_BYTES, onError: (c) => problem(c, 413, 'http.bad_request') });
  app.get('/releases', describe('Shared releases', json('The releases', SharedReleases), 401, 404), async (c) =>
    c.json({ releases: await listShared(orm, c.get('label').id) }, 200, noStore),
  );
  app.get(
    '/releases/:id',
    describe('A shared release, whole', json('The release', SharedReleaseDetail), 401, 404),
    async (c) => {
      const found = await findShared(orm, c.get('label').id, c.req.param('id'));
      if (!found) throw new AppError('http.not_found');
      return c.json(found, 200, noStore);
    },
  );
  app.put(
    '/releases/:id',
    describe('Share a release as it is now', json('The release', SharedRelease), 400, 401, 403, 404, 409, 413),
    needs('edit'),
    limited,
    validated('json', ShareRequest),
    async (c) => {
      const { revision, bundle } = c.req.valid('json');
      const [labelId, id] = [c.get('label').id, c.req.param('id')];
      if (bundle.release.id !== id) throw new AppError('http.bad_request', { field: 'bundle' });
      const share = { labelId, userId: c.get('user').id, bundle, revision };
      if (!(await saveShared(orm, share, Date.now()))) throw new AppError('http.conflict');
      return c.json((await listShared(orm, labelId)).find(({ releaseId }) => releaseId === id));
    },
  );
  app.delete('/releases/:id', described('Share a release no longer', 401, 403, 404), needs('edit'), async (c) => {
    if (!(await removeShared(orm, c.get('label').id, c.req.param('id')))) throw new AppError('http.not_found');
    return c.body(null, 204);
  });
}

function describe(summary: string, success: ReturnType<typeof json>, ...errors: readonly number[]) {
  return describeRoute({ summary, responses: { 200: success, ...problems(...errors) } });
}

function described(summary: string, ...errors: readonly number[]) {
  return describeRoute({ summary, responses: { 204: { description: 'Done' }, ...problems(...errors) } });
}
