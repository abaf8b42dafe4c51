import { STATUS_CODES } from 'node:http';
import { resolver } from 'hono-openapi';
import type { GenericSchema } from 'valibot';
import { Problem, PROBLEM_TYPE } from '#contracts/http/problem.ts';

/** An answer with JSON of a contract, for the API description. */
export function json(description: string, schema: GenericSchema) {
  return { description, content: { 'application/json': { schema: resolver(schema) } } };
}

/** Answers that are errors, for the API description. */
export function problems(...statuses: readonly number[]) {
  const content = { [PROBLEM_TYPE]: { schema: resolver(Problem) } };
  return Object.fromEntries(
    statuses.map((status) => [status, { description: STATUS_CODES[status] ?? 'Error', content }]),
  );
}
