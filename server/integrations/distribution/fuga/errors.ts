import { type FailureKind, ProviderError, type ProviderFailure } from '../failure.ts';

type Body = Readonly<Record<string, unknown>>;

const codePattern = /^[A-Z][A-Z0-9_]{2,}$/;

/** Fields of frequent codes whose body names none. */
const fieldOfCode: Readonly<Record<string, string>> = {
  DUPLICATE_UPC_CODE: 'upc',
  UPC_CODE_WRONG: 'upc',
  CANNOT_UPDATE_BARCODE: 'upc',
  DUPLICATE_ISRC_CODE: 'isrc',
  TERRITORIES_MISSING: 'territories',
  INVALID_TERRITORY: 'territories',
  RELEASE_DATE_REQUIRED: 'dates.release',
  ORIGINAL_RELEASE_SHOULD_BE_EQUAL_OR_BEFORE_CONSUMER_RELEASE_DATE: 'dates.original',
  PREORDERDATE_MUST_PRECEDE_RELEASEDATE: 'dates.preorder',
  CONTRIBUTOR_COMPOSER_REQUIRED: 'contributors',
  CONTRIBUTOR_LYRICIST_REQUIRED: 'contributors',
  PUBLISHERS_ARE_REQUIRED: 'publisherIds',
  DSP_IDENTIFIER_REQUIRED: 'identifiers',
  ARTIST_INVALID_IDENTIFIER: 'identifiers',
};

/**
 * What a body says is wrong, in whichever of the five shapes; unknown codes stay as they are.
 *
 * @param text the body as it came
 */
export function failuresOf(text: string, status: number): ProviderFailure[] {
  const body = parse(text);
  const found = body === null ? [] : fromBody(body);
  const said = text
    .replaceAll(/<[^>]*>|\s+/g, ' ')
    .trim()
    .slice(0, 300);
  return found.length > 0 ? found : [{ field: '', code: `HTTP_${status}`, cause: said }];
}

function fromBody(body: Body): ProviderFailure[] {
  const { errors, error, code } = body;
  if (Array.isArray(errors)) return errors.flatMap(fromEntry);
  if (Array.isArray(error)) return error.flatMap(fromEntry);
  if (isBody(error)) return fromEntry(error);
  if (typeof code === 'string') return fromEntry(body);
  const cause = textOf(body['message']);
  return Object.entries(body)
    .filter(([, value]) => typeof value === 'string' && codePattern.test(value))
    .map(([field, value]) => ({ field, code: String(value), cause }));
}

function fromEntry(entry: unknown): ProviderFailure[] {
  if (!isBody(entry) || typeof entry['code'] !== 'string') return [];
  const { code, message, context, messageVariables, original_error: original } = entry;
  const info = isBody(original) && isBody(original['error_info']) ? original['error_info']['field'] : undefined;
  const variable = Array.isArray(messageVariables) ? messageVariables[0] : undefined;
  const field = textOf(info) || textOf(variable) || fieldOfCode[code] || '';
  const about = textOf(context);
  const said = textOf(message);
  return [{ field, code, cause: about && about !== field ? `${said} (${about})` : said }];
}

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function parse(text: string): Body | null {
  try {
    const value: unknown = JSON.parse(text);
    return isBody(value) ? value : null;
  } catch {
    return null;
  }
}

/** An answer that is no success, as an error. */
export function errorOf(status: number, text: string): ProviderError {
  const failures = failuresOf(text, status);
  return new ProviderError(kindOf(status, failures), status, failures, text);
}

function kindOf(status: number, failures: readonly ProviderFailure[]): FailureKind {
  if (status === 429 || status >= 500) return 'temporary';
  const all = (pattern: RegExp) => failures.every(({ code }) => pattern.test(code));
  if (all(/^DUPLICATE_/)) return 'duplicate';
  return all(/^(EXISTING_UPLOAD_NOT_FOUND|UPLOAD_CHECKSUM_DOES_NOT_MATCH)$/) ? 'uploadLost' : 'refused';
}
