import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('Turns', () => {
  it('runs jobs of one key in order and never together', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const job = (name: string) => async () => {
      log.push(`${name} begins`);
      await tick();
      log.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all([turns.run('k', job('a')), turns.run('k', job('b'))]);
    expect(results).toEqual(['a', 'b']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('lets other keys pass, and goes on after a failure', async () => {
    const turns = new Turns();
    let release = () => undefined as void;
    const stuck = turns.run('x', () => new Promise<void>((done) => (release = done)));
    expect(await turns.run('y', async () => 'passed')).toBe('passed');
    const failed = turns.run('z', () => Promise.reject(new Error('no')));
    const next = turns.run('z', async () => 'next');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('next');
    release();
    await stuck;
  });
});
