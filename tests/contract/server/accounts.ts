import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#contracts/http/session.ts';
import type { Database } from '#server/db/open.ts';
import { emailOf, PASSWORD, problemOf, startApi, type TestApi, type Visitor } from '../../support/api.ts';

const sessionOf = async (visitor: Visitor) => (await (await visitor.fetch('/api/session')).json()) as Session;

export function accountSuite(database: () => Database): void {
  describe('accounts', () => {
    let api: TestApi;
    beforeEach(async () => {
      api = await startApi(database(), { settings: { signups: 'closed' } });
    });
    afterEach(() => api.close());

    it('makes the first account the owner and then keeps the door shut', async () => {
      const ada = api.visitor();
      expect(await sessionOf(ada)).toEqual({ user: null, signups: 'first' });
      expect((await ada.signUp('Ada')).status).toBe(200);
      const session = await sessionOf(ada);
      expect(session).toMatchObject({ user: { name: 'Ada', role: 'owner' }, signups: 'closed' });
      const stranger = await api.visitor().signUp('Eve');
      expect(stranger.status).toBe(403);
      expect(await problemOf(stranger)).toMatchObject({ code: 'account.signups_closed' });
    });

    it('makes one owner of two strangers who come first at once', async () => {
      const all = await Promise.all(['Ada', 'Bob', 'Cy'].map((name) => api.visitor().signUp(name)));
      expect(all.map((response) => response.status).sort()).toEqual([200, 403, 403]);
    });

    it('keeps the session in a cookie that scripts and other sites cannot use, and its token in no body', async () => {
      const response = await api.visitor().signUp('Ada');
      const [cookie = ''] = response.headers.getSetCookie();
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Strict/);
      const token = decodeURIComponent(/=([^;]*)/.exec(cookie)?.[1] ?? '').split('.')[0] ?? '';
      expect(token.length).toBeGreaterThan(20);
      expect(await response.text()).not.toContain(token);
    });

    it('signs in, signs out, and forgets at once', async () => {
      await api.visitor().signUp('Ada');
      const ada = api.visitor();
      expect((await ada.signIn(emailOf('Ada'))).status).toBe(200);
      expect((await sessionOf(ada)).user?.name).toBe('Ada');
      const stolen = ada.cookie;
      expect((await ada.post('/api/auth/sign-out', {})).status).toBe(204);
      const replay = await fetch(`${api.url}/api/quota`, { headers: { Cookie: stolen } });
      expect(replay.status).toBe(401);
    });

    it('changes the password', async () => {
      const ada = api.visitor();
      await ada.signUp('Ada');
      const change = (currentPassword: string) =>
        ada.post('/api/auth/change-password', { currentPassword, newPassword: 'another good one' });
      expect((await change('not the password')).status).toBe(401);
      expect((await change(PASSWORD)).status).toBe(200);
      expect((await api.visitor().signIn(emailOf('Ada'))).status).toBe(401);
      expect((await api.visitor().signIn(emailOf('Ada'), 'another good one')).status).toBe(200);
    });

    it.each([
      ['a short password', ['Ada', 'ada@example.org', 'short'], 400, 'account.password_short'],
      ['a long password', ['Ada', 'ada@example.org', 'x'.repeat(200)], 400, 'account.password_long'],
      ['no address', ['Ada', 'ada', PASSWORD], 400, 'account.email_invalid'],
    ] as const)('refuses %s', async (_what, [name, email, password], status, code) => {
      const response = await api.visitor().signUp(name, email, password);
      expect(response.status).toBe(status);
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
      expect(await problemOf(response)).toMatchObject({ status, code });
      expect((await sessionOf(api.visitor())).signups).toBe('first');
    });

    it('lets nobody choose their role or id', async () => {
      await api.visitor().signUp('Ada');
      await api.close();
      api = await startApi(database());
      await api.visitor().signUp('Ada');
      const eve = api.visitor();
      await eve.post('/api/auth/sign-up/email', {
        ...{ name: 'Eve', email: emailOf('Eve'), password: PASSWORD },
        ...{ role: 'owner', id: 'me', emailVerified: true },
      });
      expect((await sessionOf(eve)).user).toMatchObject({ role: 'member' });
      expect((await sessionOf(eve)).user?.id).not.toBe('me');
      expect(await problemOf(await api.visitor().signUp('Eve'))).toMatchObject({ code: 'account.email_taken' });
    });

    it('refuses ten quick sign-ins', async () => {
      await api.visitor().signUp('Ada');
      const statuses: number[] = [];
      let last = new Response();
      for (let tries = 0; tries < 10; tries++) {
        last = await api.visitor().signIn(emailOf('Ada'), 'a wrong password');
        statuses.push(last.status);
      }
      expect(statuses.slice(0, 3)).toEqual([401, 401, 401]);
      expect(statuses.at(-1)).toBe(429);
      expect(Number(last.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(await problemOf(last)).toMatchObject({ code: 'http.too_many_requests' });
      // Claiming to be somebody else does not help.
      const again = await api.visitor().post('/api/auth/sign-in/email', {}, { 'X-Forwarded-For': '203.0.113.9' });
      expect(again.status).toBe(429);
    });

    it.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])('refuses changes from %s', async (origin) => {
      const ada = await api.user('Ada');
      for (const [method, path] of [
        ['POST', '/api/auth/sign-out'],
        ['POST', '/api/auth/sign-in/email'],
        ['POST', '/api/uploads'],
        ['DELETE', '/api/recordings/x'],
      ] as const) {
        const response = await ada.fetch(path, { method, headers: { Origin: origin } });
        expect(response.status, path).toBe(403);
        expect(await problemOf(response)).toMatchObject({ code: 'http.forbidden' });
      }
      expect((await sessionOf(ada)).user?.name).toBe('Ada');
    });

    it('takes the public address for its own, and one name of this machine for another', async () => {
      await api.close();
      api = await startApi(database(), { settings: { publicUrl: 'https://music.example.org' } });
      const ada = await api.user('Ada');
      const { port } = new URL(api.url);
      for (const origin of ['https://music.example.org', `http://localhost:${port}`, api.url]) {
        const response = await ada.fetch('/api/recordings/x', { method: 'DELETE', headers: { Origin: origin } });
        expect(response.status, origin).toBe(404);
      }
    });

    it('asks for a session wherever something is stored', async () => {
      const stranger = api.visitor();
      for (const path of ['/api/recordings', '/api/recordings/x', '/api/recordings/x/audio', '/api/quota']) {
        expect((await stranger.fetch(path)).status, path).toBe(401);
      }
      expect((await stranger.create(1000, {})).status).toBe(401);
      const forged = await fetch(`${api.url}/api/quota`, {
        headers: { Cookie: 'wavefoundry.session_token=abc.def' },
      });
      expect(forged.status).toBe(401);
    });
  });
}
