import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the server counts, for Prometheus. One per app, so that tests do not share numbers. */
export class Metrics {
  readonly registry = new Registry();
  readonly #seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the head of a request to the head of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: [this.registry],
  });
  readonly #uploads = new Counter({
    name: 'wavefoundry_uploads_total',
    help: 'Complete uploads by outcome',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  readonly #ownerless = new Gauge({
    name: 'wavefoundry_ownerless_recordings',
    help: 'Stored recordings whose account is unknown, at the start',
    registers: [this.registry],
  });

  /** @param withProcess memory, CPU and event loop of the process as well */
  constructor(withProcess = false) {
    if (withProcess) collectDefaultMetrics({ register: this.registry });
  }

  request(method: string, route: string, status: number, ms: number): void {
    this.#seconds.observe({ method, route, status: String(status) }, ms / 1000);
  }

  upload(outcome: string): void {
    this.#uploads.inc({ outcome });
  }

  ownerless(count: number): void {
    this.#ownerless.set(count);
  }
}
