/** Time as the stand-in knows it, in epoch milliseconds. */
export interface Clock {
  now(): number;
}

/** A clock that moves only when told, so that hours of waiting take no time. */
export class TestClock implements Clock {
  #now: number;

  constructor(start = Date.UTC(2026, 10, 30)) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  /** Lets the time pass at once. */
  readonly sleep = async (ms: number): Promise<void> => {
    this.#now += ms;
    await Promise.resolve();
  };
}
