import type { DeliveryFailure } from '#contracts/http/deliveries.ts';
import { addEvent } from '#server/db/delivery-events.ts';
import { saveStep, stepsOf, type StepRecord, type UploadProgress } from '#server/db/delivery-steps.ts';
import type { Orm } from '#server/db/open.ts';
import { ProviderError } from '#server/integrations/distribution/failure.ts';
import { backoff, type Timing } from './timing.ts';

/** Tries of one step before its delivery is put off. */
const TRIES = 6;

/** What a step does at the distributor. */
export interface StepWork {
  /** Whether it has been done already, by us with a lost answer or by somebody else: its result, else null. */
  readonly find?: () => Promise<string | null>;
  /** Does it once. */
  readonly make: () => Promise<string | void>;
}

/** Somebody asked for a halt; what was recorded stays. */
export class Halted extends Error {}

/** A step that was refused, with what was said. */
export class StepRefused extends Error {
  readonly failures: readonly DeliveryFailure[];

  constructor(failures: readonly DeliveryFailure[]) {
    super(failures.map(({ code }) => code).join(', '));
    this.failures = failures;
  }
}

interface StepsOptions {
  readonly orm: Orm;
  readonly delivery: { readonly id: string; readonly userId: string };
  readonly timing: Timing;
  readonly signal: AbortSignal;
  /** Something was written down. */
  readonly onChange: () => void;
}

/**
 * The record of what one delivery has done at the distributor. Each step is written down before it is asked for and
 * after it answered; a step that is done is never done again. Whoever was killed in between looks first for what the
 * lost answer may have left.
 */
export class Steps {
  readonly #options: StepsOptions;
  readonly #known: Map<string, StepRecord>;

  private constructor(options: StepsOptions, known: readonly StepRecord[]) {
    this.#options = options;
    this.#known = new Map(known.map((step) => [step.key, step]));
  }

  static async open(options: StepsOptions): Promise<Steps> {
    return new Steps(options, await stepsOf(options.orm, options.delivery.id));
  }

  /** @throws Halted when a halt was asked for */
  checkHalt(): void {
    if (this.#options.signal.aborted) throw new Halted();
  }

  /**
   * Does a step unless it is done, with tries and growing waits while the distributor does not answer.
   *
   * @returns what it resulted in, such as an id
   * @throws StepRefused, ProviderError when tries are used up or nobody is signed in, Halted
   */
  async run(key: string, work: StepWork): Promise<string> {
    const known = this.#known.get(key);
    if (known?.state === 'done') return known.result;
    const { timing } = this.#options;
    for (let tries = 1; ; tries++) {
      this.checkHalt();
      const begun = timing.now();
      await this.#begin(key, begun);
      try {
        const result = await attempt(work);
        await this.#end(key, { state: 'done', result, failures: [] }, begun);
        return result;
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        const failures = error.failures.map((failure) => ({ step: key, ...failure }));
        await this.#end(key, { state: 'failed', result: '', failures }, begun);
        const isAnswer = error.kind === 'refused' || error.kind === 'duplicate';
        if (isAnswer) throw new StepRefused(failures);
        if (error.kind === 'signedOut' || error.kind === 'needsCode' || tries >= TRIES) throw error;
        await timing.sleep(backoff(tries, timing.random));
      }
    }
  }

  /** Whether a step was ever begun, however it ended. */
  isBegun(key: string): boolean {
    return this.#known.has(key);
  }

  /** Where the upload of a running step stands. */
  progressOf(key: string): UploadProgress | null {
    return this.#known.get(key)?.upload ?? null;
  }

  /** Writes down where the upload of a running step stands. */
  async saveProgress(key: string, upload: UploadProgress | null, count: number): Promise<void> {
    const step = this.#known.get(key);
    if (!step) throw new Error(`no step ${key} is running`);
    await this.#save({ ...step, upload });
    const { orm, delivery, timing, onChange } = this.#options;
    if (!upload) return;
    await addEvent(orm, delivery, 'part', { step: key, sent: upload.sent.length, count }, timing.now());
    onChange();
  }

  async #begin(key: string, startedAt: number): Promise<void> {
    const known = this.#known.get(key);
    await this.#save({
      ...{ key, state: 'running', attempts: (known?.attempts ?? 0) + 1, result: '', failures: [] },
      ...{ startedAt: known?.startedAt ?? startedAt, endedAt: null, spentMs: known?.spentMs ?? 0 },
      upload: known?.upload ?? null,
    });
  }

  async #end(key: string, end: Pick<StepRecord, 'state' | 'result' | 'failures'>, begun: number): Promise<void> {
    const known = this.#known.get(key);
    if (!known) return;
    const { orm, delivery, timing, onChange } = this.#options;
    const endedAt = timing.now();
    const upload = end.state === 'done' ? null : known.upload;
    await this.#save({ ...known, ...end, upload, endedAt, spentMs: known.spentMs + Math.round(endedAt - begun) });
    const code = end.failures[0]?.code ?? '';
    await addEvent(orm, delivery, 'step', { step: key, state: end.state, attempts: known.attempts, code }, endedAt);
    onChange();
  }

  async #save(step: StepRecord): Promise<void> {
    this.#known.set(step.key, step);
    await saveStep(this.#options.orm, this.#options.delivery.id, step);
  }
}

async function attempt({ find, make }: StepWork): Promise<string> {
  const before = await find?.();
  if (typeof before === 'string') return before;
  try {
    return (await make()) ?? '';
  } catch (error) {
    if (!find || !(error instanceof ProviderError) || error.kind !== 'duplicate') throw error;
    const twin = await find();
    if (twin === null) throw error;
    return twin;
  }
}
