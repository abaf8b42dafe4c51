import * as v from 'valibot';
import { AppError } from '#contracts/errors/app-error.ts';
import { codeOfStatus, Problem } from '#contracts/http/problem.ts';
import { jsonOf, request } from '#storage/outbox/http.ts';
import '#ui/distribution-error-text.ts';
import { inLabel } from '../label/current.svelte.ts';

/** The server asks the distributor in turn, and tries more than once; covers go over slow lines. */
const PATIENCE_MS = 180_000;

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/**
 * Asks our server, in the label that is worked in.
 *
 * @throws AppError with the code of the answer, `upload.offline` without a network
 */
export async function ask(path: string, method: Method = 'GET', body?: unknown, headers = {}): Promise<Response> {
  const isBlob = body instanceof Blob;
  const response = await request(inLabel(path), {
    ...{ method, timeoutMs: PATIENCE_MS },
    headers: { ...(body !== undefined && !isBlob ? { 'Content-Type': 'application/json' } : {}), ...headers },
    ...(body === undefined ? {} : { body: isBlob ? body : JSON.stringify(body) }),
  });
  if (response.ok || response.status === 304) return response;
  const problem = v.safeParse(Problem, await response.json().catch(() => null));
  if (problem.success) throw new AppError(problem.output.code, problem.output.details);
  throw new AppError(codeOfStatus(response.status), { status: response.status });
}

export async function read<Schema extends v.GenericSchema>(
  schema: Schema,
  response: Response,
): Promise<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, await jsonOf(response));
  // An answer of another version, or of something in between.
  if (!parsed.success) throw new AppError('upload.server', { status: response.status });
  return parsed.output;
}
