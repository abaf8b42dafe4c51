import * as v from 'valibot';
import { errorCodes, type ErrorCode } from '../errors/codes.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** Body of every answer that is an error (RFC 9457). `code` names the row of the error table. */
export const Problem = v.object({
  type: v.literal('about:blank'),
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  code: v.picklist(errorCodes),
  details: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
  requestId: v.string(),
});
export type Problem = v.InferOutput<typeof Problem>;

const statuses: Partial<Record<ErrorCode, number>> = {
  'http.bad_request': 400,
  'http.unauthorized': 401,
  'http.forbidden': 403,
  'http.not_found': 404,
  'http.conflict': 409,
  'http.too_many_requests': 429,
  'http.unavailable': 503,
  'upload.quota': 413,
  'upload.too_large': 413,
  'upload.type': 415,
  'upload.hash_mismatch': 422,
  'distribution.off': 404,
  'distribution.login': 422,
  'distribution.code': 422,
  'distribution.unreachable': 502,
  'distribution.not_connected': 409,
  'delivery.incomplete': 422,
  'delivery.file_missing': 409,
  'delivery.state': 409,
  'label.invitation_gone': 404,
  'label.invitation_other': 403,
  'account.wrong_password': 401,
  'account.email_taken': 409,
  'account.email_invalid': 400,
  'account.password_short': 400,
  'account.password_long': 400,
  'account.signups_closed': 403,
};

/** HTTP status of an error code; 500 for those that never leave the server on purpose. */
export function statusOfCode(code: ErrorCode): number {
  return statuses[code] ?? 500;
}

/** The code for a status when nothing more is known. */
export function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'http.unauthorized';
  if (status === 403) return 'http.forbidden';
  if (status === 404 || status === 410) return 'http.not_found';
  if (status === 409) return 'http.conflict';
  if (status === 429) return 'http.too_many_requests';
  if (status === 502 || status === 503 || status === 504 || status === 507) return 'http.unavailable';
  return status >= 500 ? 'app.unexpected' : 'http.bad_request';
}
