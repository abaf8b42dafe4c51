/** A line for each track that is done: how many of how many, since when, which. */
export class Progress {
  private readonly total: number;
  private readonly started = performance.now();
  private count = 0;

  constructor(total: number) {
    this.total = total;
  }

  done(name: string): void {
    this.count++;
    const seconds = Math.round((performance.now() - this.started) / 1000);
    console.log(`${this.count} of ${this.total} tracks, ${seconds} s: ${name}`);
  }
}
