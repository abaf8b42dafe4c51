import { expect, test, vi } from 'vitest';
import { UPLOAD_LOCK, type DrainStatus } from '#storage/outbox/uploader.ts';
import { UploadEngine } from './engine.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('waits for another uploader without asking again and again, and goes on when it ends', async () => {
  let release = () => undefined as void;
  const held = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks.request(UPLOAD_LOCK, () => held);
  const requests = vi.spyOn(navigator.locks, 'request');
  const heard: DrainStatus[] = [];
  const nothing = () => undefined;
  const onStatus = (status: DrainStatus) => void heard.push(status);
  const engine = new UploadEngine({ onJobs: nothing, onProgress: nothing, onSettings: nothing, onStatus });
  try {
    await expect.poll(() => heard).toEqual(['busy']);
    for (let i = 0; i < 5; i++) void engine.pump(i % 2 === 0);
    await sleep(200);
    expect(heard).toEqual(['busy']);
    release();
    // The five calls that came meanwhile are joined into the one after the wait.
    await expect.poll(() => heard).toEqual(['busy', 'idle']);
    await sleep(200);
    expect(heard).toEqual(['busy', 'idle']);
    expect(requests.mock.calls.filter(([name]) => name === UPLOAD_LOCK)).toHaveLength(3);
  } finally {
    engine.stop();
    requests.mockRestore();
  }
});
