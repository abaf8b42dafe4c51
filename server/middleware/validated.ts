import { validator } from 'hono-openapi';
import type { GenericSchema } from 'valibot';
import { AppError } from '#contracts/errors/app-error.ts';

/** Checks a part of the request against its contract, which then also stands in the API description. */
export function validated<Schema extends GenericSchema, Target extends 'json' | 'query' | 'param'>(
  target: Target,
  schema: Schema,
) {
  return validator(target, schema, (result) => {
    if (result.success) return;
    const [issue] = result.error;
    const field = issue?.path?.map((part) => String(typeof part === 'object' ? part.key : part)).join('.') ?? '';
    throw new AppError('http.bad_request', { field, message: issue?.message ?? '' });
  });
}
