import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UploadJob } from '#contracts/records/upload.ts';
import {
  isActive,
  nextJob,
  nextTurnAt,
  step,
  type UploadEffect,
  type UploadEvent,
  type UploadStep,
} from './machine.ts';

const SIZE = 1000;

function job(patch: Partial<UploadJob> = {}): UploadJob {
  return {
    blobHash: 'a'.repeat(64),
    trackId: 't',
    fileName: 'a.wav',
    mimeType: 'audio/wav',
    sizeBytes: SIZE,
    queuedAt: 1,
    state: 'queued',
    uploadUrl: null,
    offset: 0,
    attempts: 0,
    notBefore: 0,
    error: null,
    ...patch,
  };
}

const retryAt = 5000;
const anyEvent: fc.Arbitrary<UploadEvent> = fc.oneof(
  fc.constantFrom<UploadEvent>(
    { type: 'taken' },
    { type: 'stored' },
    { type: 'absent' },
    { type: 'created', url: '/api/uploads/x' },
    { type: 'interrupted', error: 'upload.offline', retryAt },
    { type: 'signed-out' },
    { type: 'lost', retryAt },
    { type: 'out-of-step', retryAt },
    { type: 'refused', error: 'upload.quota', restart: false },
    { type: 'refused', error: 'upload.hash_mismatch', restart: true },
    { type: 'pause' },
    { type: 'resume' },
    { type: 'kick' },
  ),
  fc
    .integer({ min: -5, max: SIZE + 5 })
    .chain((offset) =>
      fc.constantFrom<UploadEvent>({ type: 'located', offset, retryAt }, { type: 'confirmed', offset, retryAt }),
    ),
);

describe('step', () => {
  it('goes the straight way from queued to done', () => {
    const events: UploadEvent[] = [
      { type: 'taken' },
      { type: 'absent' },
      { type: 'created', url: '/u' },
      { type: 'confirmed', offset: 600, retryAt },
      { type: 'confirmed', offset: SIZE, retryAt },
      { type: 'stored' },
    ];
    let current = job();
    const plans = events.map((event) => {
      const next = step(current, event);
      current = next.job;
      return next.effect.do;
    });
    expect(plans).toEqual(['look-up', 'create', 'send', 'send', 'look-up', 'rest']);
    expect(current).toMatchObject({ state: 'done', offset: SIZE, error: null });
  });

  it('has the server check again when it held all bytes before a crash', () => {
    const crashed = job({ state: 'verifying', uploadUrl: '/u', offset: SIZE });
    const taken = step(crashed, { type: 'taken' });
    const absent = step(taken.job, { type: 'absent' });
    expect(absent.effect).toEqual({ do: 'locate', url: '/u' });
    const located = step(absent.job, { type: 'located', offset: SIZE, retryAt });
    expect(located.effect).toEqual({ do: 'conclude', url: '/u', offset: SIZE });
    expect(step(located.job, { type: 'confirmed', offset: SIZE, retryAt }).effect).toEqual({ do: 'look-up' });
  });

  it('keeps a chunk that was confirmed after the user paused', () => {
    const paused = step(job({ state: 'sending', uploadUrl: '/u', offset: 100 }), { type: 'pause' }).job;
    const late = step(paused, { type: 'confirmed', offset: 300, retryAt });
    expect(late).toEqual({ job: { ...paused, offset: 300 }, effect: { do: 'rest' } });
    expect(step(late.job, { type: 'resume' }).job).toMatchObject({ state: 'queued', offset: 300 });
  });

  it('does not send a whole file again and again to a server that forgets it', () => {
    const all = job({ state: 'verifying', uploadUrl: '/u', offset: SIZE });
    expect(step(all, { type: 'absent' }).job).toMatchObject({ state: 'failed', error: 'upload.server' });
    let current = job({ state: 'sending', uploadUrl: '/u' });
    const plans: string[] = [];
    for (let i = 0; i < 4 && isActive(current); i += 1) {
      const lost = step(current, { type: 'lost', retryAt });
      plans.push(lost.effect.do);
      current = lost.effect.do === 'create' ? step(lost.job, { type: 'created', url: '/v' }).job : lost.job;
    }
    expect(plans).toEqual(['create', 'create', 'rest']);
    expect(current).toMatchObject({ state: 'queued', notBefore: retryAt, error: 'upload.server' });
  });

  it('under any sequence of events keeps the offset within what the server said, and `done` for good', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let current = job();
        const found: string[] = [];
        for (const event of events) {
          const next = step(current, event);
          found.push(...violations(current, event, next));
          current = next.job;
        }
        expect(found).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

/** What must never happen from one row to the next. */
function violations(before: UploadJob, event: UploadEvent, { job: after, effect }: UploadStep): string[] {
  const serverSaidLess = event.type === 'located' || event.type === 'created' || after.uploadUrl === null;
  const sendsElsewhere = effect.do === 'send' && (effect.offset !== after.offset || effect.url !== after.uploadUrl);
  const rules: Record<string, boolean> = {
    'left done': before.state === 'done' && after !== before,
    'offset out of range': after.offset < 0 || after.offset > SIZE,
    'offset of no upload': after.uploadUrl === null && after.state !== 'done' && after.offset !== 0,
    'lost confirmed bytes': after.offset < before.offset && !serverSaidLess,
    'went on without leave': effect.do !== 'rest' && !isActive(after),
    'sends from another offset': sendsElsewhere,
    'sends past the end': effect.do === 'send' && after.offset >= SIZE,
  };
  return Object.keys(rules).filter((rule) => rules[rule]);
}

/** A server that keeps bytes, may break off in the middle of anything, and remembers every byte it was sent. */
class ModelServer {
  url: string | null = null;
  held = 0;
  stored = false;
  readonly timesSent = new Uint8Array(SIZE);
  #made = 0;

  answer(effect: UploadEffect, fault: number): UploadEvent {
    const broken: UploadEvent = { type: 'interrupted', error: 'upload.offline', retryAt: 0 };
    switch (effect.do) {
      case 'look-up':
        if (fault === 1) return broken;
        return this.stored ? { type: 'stored' } : { type: 'absent' };
      case 'create':
        if (fault === 1) return broken;
        this.#made += 1;
        this.url = `/u${this.#made}`;
        this.held = 0;
        return fault === 2 ? broken : { type: 'created', url: this.url };
      case 'locate':
        if (fault === 1) return broken;
        return { type: 'located', offset: this.held, retryAt: 0 };
      default:
        return this.#take(effect, fault, broken);
    }
  }

  #take(effect: UploadEffect, fault: number, broken: UploadEvent): UploadEvent {
    if (effect.do !== 'send' && effect.do !== 'conclude') throw new Error(effect.do);
    if (effect.url !== this.url) return { type: 'lost', retryAt: 0 };
    if (effect.offset !== this.held) return { type: 'out-of-step', retryAt: 0 };
    const end = Math.min(SIZE, effect.offset + 137);
    // Fault 1: killed in the middle of the chunk. Fault 2: killed after it, before the answer.
    const taken = fault === 1 ? Math.floor((effect.offset + end) / 2) : end;
    for (let at = effect.offset; at < taken; at += 1) this.timesSent[at] = (this.timesSent[at] ?? 0) + 1;
    this.held = taken;
    if (fault === 1) return broken;
    if (taken === SIZE && fault !== 2) this.stored = true;
    return fault === 2 ? broken : { type: 'confirmed', offset: taken, retryAt: 0 };
  }
}

describe('step against a server that breaks off anywhere', () => {
  it('sends no byte twice, loses none, and ends with `done`', () => {
    const faults = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 80 });
    fc.assert(
      fc.property(faults, (plan) => {
        const server = new ModelServer();
        let current = job();
        let event: UploadEvent = { type: 'taken' };
        // After the planned faults everything works, as it will on a good day; 60 rounds are plenty for 8 chunks.
        for (let round = 0; round < plan.length + 60 && current.state !== 'done'; round += 1) {
          const next = step(current, event);
          current = next.job;
          const fault = plan[round] ?? 0;
          // Fault 3: the browser is killed, the effect never runs. Fault 4: pause and resume in between.
          if (fault === 4) current = step(step(current, { type: 'pause' }).job, { type: 'resume' }).job;
          const goesOn = next.effect.do !== 'rest' && fault !== 3 && fault !== 4;
          event = goesOn ? server.answer(next.effect, fault) : { type: 'taken' };
        }
        expect(current.state).toBe('done');
        expect(server.timesSent.every((times) => times === 1)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('nextJob', () => {
  it('takes the oldest job that may run, also one that a crash left active', () => {
    const jobs = [
      job({ blobHash: 'c', queuedAt: 3 }),
      job({ blobHash: 'b', queuedAt: 2, state: 'sending' }),
      job({ blobHash: 'a', queuedAt: 1, notBefore: 50 }),
      job({ blobHash: 'd', queuedAt: 0, state: 'paused' }),
    ];
    expect(nextJob(jobs, 10)?.blobHash).toBe('b');
    expect(nextJob(jobs, 50)?.blobHash).toBe('a');
    expect(nextTurnAt(jobs)).toBe(0);
    expect(nextTurnAt([job({ state: 'failed' })])).toBeNull();
  });
});
