/** Lets at most so many at a time have their turn, in the order in which they asked. */
export class Turns {
  private left: number;
  private readonly waiting: (() => void)[] = [];

  constructor(size: number) {
    this.left = size;
  }

  /**
   * Resolves when it is the caller's turn; {@link giveBack} ends it.
   *
   * @throws the reason of `signal` when it fires before
   */
  take(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.left > 0) {
      this.left--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener('abort', cancel);
        resolve();
      };
      const cancel = () => {
        this.waiting.splice(this.waiting.indexOf(start), 1);
        reject(signal?.reason);
      };
      this.waiting.push(start);
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  giveBack(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.left++;
  }
}
