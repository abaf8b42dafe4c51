/** The five bodies in which the service tells what is wrong; which one comes depends on the route. */
export type ErrorShape = 'plain' | 'fields' | 'errors' | 'error' | 'error-list';

/** One thing that is wrong. */
export interface Failure {
  readonly code: string;
  readonly field?: string;
  readonly message?: string;
  readonly context?: string;
}

/** A refusal as the service answers it. */
export class Refusal extends Error {
  readonly status: number;
  readonly shape: ErrorShape;
  readonly failures: readonly Failure[];

  constructor(shape: ErrorShape, failures: readonly Failure[] | string, status = 400) {
    const list = typeof failures === 'string' ? [{ code: failures }] : failures;
    super(list.map(({ code }) => code).join(', '));
    this.shape = shape;
    this.failures = list;
    this.status = status;
  }

  body(): unknown {
    const [first = { code: 'UNKNOWN' }] = this.failures;
    switch (this.shape) {
      case 'plain':
        return described(first);
      case 'fields':
        return {
          ...Object.fromEntries(this.failures.map(({ field = 'name', code }) => [field, code])),
          message: 'Invalid fields',
        };
      case 'errors':
        return { errors: this.failures.map(described) };
      case 'error':
        return { error: { code: first.code, message: textOf(first), original_error: null } };
      case 'error-list':
        return {
          error: this.failures.map((failure) => ({
            code: failure.code,
            message: textOf(failure),
            original_error: { error_info: { field: failure.field ?? null } },
          })),
        };
    }
  }
}

const textOf = (failure: Failure) => failure.message ?? failure.code.toLowerCase().replaceAll('_', ' ');

function described(failure: Failure) {
  const { code, context, field } = failure;
  return { code, message: textOf(failure), context: context ?? field ?? null, messageVariables: field ? [field] : [] };
}

/** A refusal in the most frequent shape. */
export const refuse = (code: string, status = 400) => new Refusal('plain', code, status);
