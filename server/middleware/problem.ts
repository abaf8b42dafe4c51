import { STATUS_CODES } from 'node:http';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError, type ErrorDetails } from '#contracts/errors/app-error.ts';
import type { ErrorCode } from '#contracts/errors/codes.ts';
import { codeOfStatus, PROBLEM_TYPE, type Problem, statusOfCode } from '#contracts/http/problem.ts';
import type { Env } from './env.ts';

/** An error as an answer (RFC 9457). `headers` are added to it. */
export function problem(
  c: Context<Env>,
  status: number,
  code: ErrorCode,
  details: ErrorDetails = {},
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    details,
    requestId: c.get('requestId'),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'Content-Type': PROBLEM_TYPE, 'Cache-Control': 'no-store' },
  });
}

/**
 * What a thrown value becomes: expected failures tell their code, everything else only that it happened.
 *
 * @param report hears of what nobody expected
 */
export function errorHandler(report: (error: unknown, requestId: string) => void) {
  return (error: unknown, c: Context<Env>): Response => {
    if (error instanceof AppError) {
      const status = statusOfCode(error.code);
      if (status >= 500) report(error, c.get('requestId'));
      return problem(c, status, error.code, error.details);
    }
    if (error instanceof HTTPException) return problem(c, error.status, codeOfStatus(error.status));
    report(error, c.get('requestId'));
    return problem(c, 500, 'app.unexpected');
  };
}
