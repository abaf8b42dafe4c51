import { AppError } from '#contracts/errors/app-error.ts';
import { serve } from './serve.ts';

const name = crypto.randomUUID();

export interface ProbeApi {
  /** Names this worker. */
  who(): string;
  wait(ms: number): Promise<string>;
  report(steps: number, onProgress: (step: number) => void): Promise<void>;
  refuse(): never;
  break(): never;
  /** Never lets the event loop turn again, though it awaits. */
  hang(): Promise<never>;
  /** Ends in an error that no caller catches. */
  die(): Promise<void>;
}

const api: ProbeApi = {
  who: () => name,
  wait: (ms) => new Promise((resolve) => setTimeout(() => resolve(name), ms)),
  async report(steps, onProgress) {
    for (let step = 1; step <= steps; step++) await onProgress(step);
  },
  refuse() {
    throw new AppError('import.unsupported', { format: 'AIFF' });
  },
  break() {
    throw new Error('a mistake');
  },
  async hang() {
    for (;;) await Promise.resolve();
  },
  async die() {
    setTimeout(() => {
      throw new Error('gone');
    });
    await new Promise(() => undefined);
  },
};

serve(api);
