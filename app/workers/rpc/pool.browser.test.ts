import { proxy } from 'comlink';
import { beforeEach, expect, test } from 'vitest';
import { AppError } from '#contracts/errors/app-error.ts';
import { WorkerPool } from './pool.ts';
import type { ProbeApi } from './pool.test.worker.ts';

const alive = new Set<Worker>();
let spawned = 0;

beforeEach(() => {
  for (const worker of alive) worker.terminate();
  alive.clear();
  spawned = 0;
});

function spawn(): Worker {
  const worker = new Worker(new URL('./pool.test.worker.ts', import.meta.url), { type: 'module' });
  const end = worker.terminate.bind(worker);
  worker.terminate = () => {
    alive.delete(worker);
    end();
  };
  alive.add(worker);
  spawned++;
  return worker;
}

const poolOf = (options: { size?: number; idleMs?: number; stallMs?: number } = {}) =>
  new WorkerPool<ProbeApi>({
    spawn,
    size: options.size ?? 1,
    idleMs: options.idleMs ?? 60_000,
    ...(options.stallMs ? { stall: { ms: options.stallMs, error: { code: 'import.corrupt', details: {} } } } : {}),
  });

const who = (pool: WorkerPool<ProbeApi>) => pool.run((api) => api.who());

test('starts no worker before there is work, then no more than its size, and reuses them', async () => {
  const pool = poolOf({ size: 2 });
  expect(spawned).toBe(0);
  const names = await Promise.all(Array.from({ length: 8 }, () => pool.run((api) => api.wait(20))));
  expect(spawned).toBe(2);
  expect(new Set(names).size).toBe(2);
});

test('takes tasks in the order in which they came', async () => {
  const pool = poolOf();
  const ended: number[] = [];
  await Promise.all([30, 1, 10].map((ms, i) => pool.run((api) => api.wait(ms)).then(() => ended.push(i))));
  expect(ended).toEqual([0, 1, 2]);
});

test('progress arrives before the result', async () => {
  const steps: number[] = [];
  await poolOf().run((api) =>
    api.report(
      5,
      proxy((step: number) => void steps.push(step)),
    ),
  );
  expect(steps).toEqual([1, 2, 3, 4, 5]);
});

test('an error of the table keeps its code and details, and its worker goes on', async () => {
  const pool = poolOf();
  const first = await who(pool);
  const failure = await pool.run((api) => api.refuse()).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AppError);
  expect(failure).toMatchObject({ code: 'import.unsupported', details: { format: 'AIFF' } });
  expect(await who(pool)).toBe(first);
});

test('after a mistake, a death or a hang the next task gets a new worker', async () => {
  const pool = poolOf({ stallMs: 1500 });
  const names = [await who(pool)];
  await expect(pool.run((api) => api.break())).rejects.toThrow('a mistake');
  names.push(await who(pool));
  await expect(pool.run((api) => api.die())).rejects.toMatchObject({ code: 'app.unexpected' });
  names.push(await who(pool));
  await expect(pool.run((api) => api.hang())).rejects.toMatchObject({ code: 'import.corrupt' });
  names.push(await who(pool));
  expect(new Set(names).size).toBe(4);
  expect(alive.size).toBe(1);
});

test('a worker that takes long to start is no hang', async () => {
  const busy = 'const end = Date.now() + 3000; while (Date.now() < end);';
  const probe = new URL('./pool.test.worker.ts', import.meta.url).href;
  const script = `import ${JSON.stringify(`data:text/javascript,${busy}`)}; import '${probe}';`;
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const stall = { ms: 1200, error: { code: 'import.corrupt', details: {} } } as const;
  const pool = new WorkerPool<ProbeApi>({ spawn: () => new Worker(url, { type: 'module' }), size: 1, stall });
  await expect(who(pool)).resolves.toEqual(expect.any(String));
  await expect(pool.run((api) => api.hang())).rejects.toMatchObject({ code: 'import.corrupt' });
});

test('long work that lets its event loop turn is no hang', async () => {
  await expect(poolOf({ stallMs: 1200 }).run((api) => api.wait(3000))).resolves.toEqual(expect.any(String));
});

test('cancelling ends the worker of a running task and only takes a waiting one off the queue', async () => {
  const pool = poolOf();
  const first = await who(pool);
  const running = new AbortController();
  const waiting = new AbortController();
  const tasks = [running, waiting].map(({ signal }) => pool.run((api) => api.wait(5000), signal));
  const last = who(pool);
  waiting.abort();
  running.abort();
  for (const task of tasks) await expect(task).rejects.toMatchObject({ name: 'AbortError' });
  expect(await last).not.toBe(first);
  await expect(pool.run((api) => api.who(), AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});

test('idle workers end', async () => {
  const pool = poolOf({ idleMs: 50 });
  const first = await who(pool);
  await expect.poll(() => alive.size).toBe(0);
  expect(await who(pool)).not.toBe(first);
});
