/** Runs jobs of one key one after the other, in the order they came; jobs of different keys do not wait. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  run<T>(key: string, job: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const work = before.then(job);
    const ended = work.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(key, ended);
    void ended.then(() => {
      if (this.#last.get(key) === ended) this.#last.delete(key);
    });
    return work;
  }
}
