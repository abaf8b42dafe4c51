import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LabelAct, type LabelInvitation, type LabelPeople, type LabelRole, may } from '#contracts/http/labels.ts';
import { createApp } from '#server/app.ts';
import type { Database } from '#server/db/open.ts';
import { sha256Of } from '../../support/audio-files.ts';
import { emailOf, PASSWORD, problemOf, startApi, type TestApi, type Visitor } from '../../support/api.ts';
import { testAlbum } from '../../support/delivery/releases.ts';
import { type Fuga, label as login, startFuga } from '../../support/fuga/server.ts';

/** What each route of a label takes; `null` where one acts for oneself alone. */
const acts: Readonly<Record<string, LabelAct | null>> = {
  ...{ 'GET /api/labels': null, 'POST /api/labels/join': null, 'DELETE /api/labels/:id': null },
  ...{ 'GET /api/labels/people': 'view', 'POST /api/labels/people/invitations': 'manage' },
  ...{ 'DELETE /api/labels/people/invitations/:id': 'manage', 'PATCH /api/labels/people/:id': 'manage' },
  ...{ 'DELETE /api/labels/people/:id': 'manage', 'GET /api/labels/releases': 'view' },
  ...{ 'GET /api/labels/releases/:id': 'view', 'PUT /api/labels/releases/:id': 'edit' },
  ...{ 'DELETE /api/labels/releases/:id': 'edit', 'GET /api/distributor': 'view' },
  ...{ 'POST /api/distributor/login': 'manage', 'POST /api/distributor/code': 'manage' },
  ...{ 'DELETE /api/distributor': 'manage', 'GET /api/distributor/reference': 'view' },
  ...{ 'POST /api/distributor/reference/refresh': 'edit', 'GET /api/distributor/reference/versions': 'view' },
  ...{ 'GET /api/distributor/reference/diff': 'view', 'POST /api/distributor/reference/rollback': 'edit' },
  ...{ 'GET /api/deliveries': 'view', 'POST /api/deliveries': 'deliver', 'PATCH /api/deliveries': 'deliver' },
  ...{ 'GET /api/deliveries/statistics': 'view', 'GET /api/deliveries/events': 'view' },
  ...{ 'GET /api/deliveries/masters/:sha256': 'view', 'GET /api/deliveries/covers/:sha256': 'view' },
  ...{ 'PUT /api/deliveries/covers/:sha256': 'deliver', 'GET /api/deliveries/:id': 'view' },
  ...{ 'GET /api/deliveries/:id/product': 'view', 'POST /api/deliveries/:id/retry': 'deliver' },
  ...{ 'POST /api/deliveries/:id/redeliver': 'deliver', 'POST /api/deliveries/:id/takedown': 'deliver' },
  'DELETE /api/deliveries/:id': 'deliver',
};

export function labelSuite(database: () => Database): void {
  describe('labels', () => {
    let api: TestApi;
    let fuga: Fuga;
    let ada: Visitor;
    let labelId = '';
    beforeEach(async () => {
      fuga = await startFuga();
      api = await startApi(database(), { settings: { fugaUrl: fuga.url, credentialsKey: randomBytes(32) } });
      ada = await api.user('Ada');
      labelId = ((await (await ada.fetch('/api/session')).json()) as { user: { id: string } }).user.id;
    });
    afterEach(async () => {
      await api.deps.distribution?.queue.stop();
      await api.close();
      await fuga.close();
    });

    const invite = async (role: LabelRole, email = '') =>
      (await (await ada.post('/api/labels/people/invitations', { email, role })).json()) as {
        invitation: LabelInvitation;
        token: string;
      };
    const join = async (visitor: Visitor, role: LabelRole) => {
      const { token } = await invite(role);
      expect((await visitor.post('/api/labels/join', { token })).status).toBe(200);
      return visitor;
    };
    const people = async () => (await (await ada.fetch('/api/labels/people')).json()) as LabelPeople;
    const ask = async (visitor: Visitor, route: string) => {
      const [method = '', path = ''] = route.split(' ');
      const address = path.replace(':sha256', '0'.repeat(64)).replaceAll(/:\w+/g, 'none');
      const stop = new AbortController();
      const body = method === 'GET' ? {} : { headers: { 'Content-Type': 'application/json' }, body: '{}' };
      const response = await visitor.fetch(`${address}?label=${labelId}`, { method, ...body, signal: stop.signal });
      const { status } = response;
      stop.abort();
      return status;
    };

    it('lets each role do what it may on every route, and nobody else anything', async () => {
      const routes = createApp(api.deps)
        .routes.filter(({ method, path }) => method !== 'ALL' && /^\/api\/(labels|distributor|deliveries)/.test(path))
        .map(({ method, path }) => `${method} ${path.replace(/(.)\/$/, '$1')}`);
      expect(Object.keys(acts).sort()).toEqual([...new Set(routes)].sort());
      const visitors: Record<LabelRole, Visitor> = {
        owner: await join(await api.user('Olga'), 'owner'),
        editor: await join(await api.user('Ed'), 'editor'),
        viewer: await join(await api.user('Vic'), 'viewer'),
      };
      const stranger = await api.user('Eve');
      for (const [route, act] of Object.entries(acts)) {
        expect(await ask(api.visitor(), route), `nobody ${route}`).toBe(401);
        if (act === null) continue;
        expect(await ask(stranger, route), `stranger ${route}`).toBe(404);
        for (const [role, visitor] of Object.entries(visitors) as [LabelRole, Visitor][]) {
          const status = await ask(visitor, route);
          if (may(role, act)) expect([401, 403, 429], `${role} ${route}`).not.toContain(status);
          else expect(status, `${role} ${route}`).toBe(403);
        }
      }
    });

    it('hands a release over that an editor brings with masters of their own, and tells a viewer', async () => {
      const editor = await join(await api.user('Ed'), 'editor');
      const viewer = await join(await api.user('Vic'), 'viewer');
      const at = (path: string) => `${path}?label=${labelId}`;
      expect((await ada.post('/api/distributor/login', login)).status).toBe(200);
      const album = testAlbum(1);
      for (const bytes of album.audio) await editor.upload(new Uint8Array(bytes));
      const sha256 = sha256Of(album.cover);
      const cover = at(`/api/deliveries/covers/${sha256}`);
      expect((await editor.fetch(cover, { method: 'PUT', body: album.cover })).status).toBe(204);
      expect((await viewer.fetch(cover)).status).toBe(204);
      const wish = { id: 'one', bundle: album.bundle, stores: ['746109'] };
      expect((await viewer.post(at('/api/deliveries'), wish)).status).toBe(403);
      expect((await editor.post(at('/api/deliveries'), wish)).status).toBe(200);
      await api.deps.distribution?.queue.start();
      await api.deps.distribution?.queue.idle();
      const seen = await (await viewer.fetch(at('/api/deliveries/one'))).text();
      expect(JSON.parse(seen)).toMatchObject({ state: 'delivered' });
      const status = await (await viewer.fetch(at('/api/distributor'))).text();
      for (const text of [seen, status]) expect(text).not.toContain(login.password);
      expect(await (await editor.fetch('/api/deliveries')).json()).toMatchObject({ deliveries: [] });
    });

    it('lets in by a link once, by its address only, and also where nobody else may make an account', async () => {
      await api.close();
      api = await startApi(database(), { settings: { signups: 'closed' } });
      ada = api.visitor();
      await ada.signUp('Ada');
      labelId = ((await (await ada.fetch('/api/session')).json()) as { user: { id: string } }).user.id;
      const { token, invitation } = await invite('editor', 'Bob@example.org');
      const account = (name: string) => ({ name, email: emailOf(name), password: PASSWORD, invitation: token });
      const sign = '/api/auth/sign-up/email';
      expect((await api.visitor().post(sign, account('Eve'))).status).toBe(403);
      const bob = api.visitor();
      expect((await bob.post(sign, account('Bob'))).status).toBe(200);
      const joined = await bob.post('/api/labels/join', { token });
      expect(await joined.json()).toEqual({ id: labelId, holder: 'Ada', role: 'editor', isOwn: false });
      expect(await problemOf(await bob.post('/api/labels/join', { token }))).toMatchObject({
        code: 'label.invitation_gone',
      });
      expect((await people()).members.map(({ name, role, email }) => [name, role, email])).toEqual([
        ['Ada', 'owner', 'ada@example.org'],
        ['Bob', 'editor', 'bob@example.org'],
      ]);
      const seen = (await (await bob.fetch(`/api/labels/people?label=${labelId}`)).json()) as LabelPeople;
      expect(seen.members.map(({ email }) => email)).toEqual(['', '']);
      const other = await invite('viewer', 'cy@example.org');
      expect(await problemOf(await bob.post('/api/labels/join', { token: other.token }))).toMatchObject({
        code: 'label.invitation_other',
      });
      const revoke = `/api/labels/people/invitations/${other.invitation.id}`;
      expect((await ada.fetch(revoke, { method: 'DELETE' })).status).toBe(204);
      expect((await people()).invitations).toEqual([]);
      expect(invitation).toMatchObject({ email: 'bob@example.org', role: 'editor' });
      expect((await bob.fetch(`/api/labels/${labelId}`, { method: 'DELETE' })).status).toBe(204);
      expect((await bob.fetch(`/api/labels/people?label=${labelId}`)).status).toBe(404);
    });

    it('shares a release, and takes no change that does not know the last one', async () => {
      const editor = await join(await api.user('Ed'), 'editor');
      const { bundle } = testAlbum(1);
      const put = (visitor: Visitor, revision: number) =>
        visitor.fetch(`/api/labels/releases/release-1?label=${labelId}`, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ revision, bundle }),
        });
      expect(await (await put(ada, 0)).json()).toMatchObject({ revision: 1, updatedBy: 'Ada', title: 'Album 1' });
      expect(await (await put(editor, 1)).json()).toMatchObject({ revision: 2, updatedBy: 'Ed' });
      expect((await put(ada, 1)).status).toBe(409);
      expect((await put(ada, 0)).status).toBe(409);
      expect(await (await ada.fetch('/api/labels/releases/release-1')).json()).toMatchObject({ revision: 2, bundle });
      const mine = await editor.fetch('/api/labels/releases/release-1');
      expect(mine.status).toBe(404);
    });
  });
}
