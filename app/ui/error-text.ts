import { AppError, type ErrorDetails } from '#contracts/errors/app-error.ts';
import type { DistributionErrorCode, ErrorCode, SamplerErrorCode } from '#contracts/errors/codes.ts';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';

type Message = (details: never) => string;

/** Listed one by one, so that a page carries these texts only and not the whole catalogue. */
export const errorMessages: Record<Exclude<ErrorCode, DistributionErrorCode | SamplerErrorCode>, Message> = {
  'app.unexpected': m.error_app_unexpected,
  'app.not_isolated': m.error_app_not_isolated,
  'storage.quota': m.error_storage_quota,
  'storage.unavailable': m.error_storage_unavailable,
  'storage.corrupt': m.error_storage_corrupt,
  'storage.missing': m.error_storage_missing,
  'capture.denied': m.error_capture_denied,
  'capture.no_device': m.error_capture_no_device,
  'capture.device_lost': m.error_capture_device_lost,
  'capture.silent': m.error_capture_silent,
  'capture.busy': m.error_capture_busy,
  'capture.failed': m.error_capture_failed,
  'import.unsupported': m.error_import_unsupported,
  'import.not_audio': m.error_import_not_audio,
  'import.corrupt': m.error_import_corrupt,
  'import.empty': m.error_import_empty,
  'import.too_large': m.error_import_too_large,
  'exchange.unknown': m.error_exchange_unknown,
  'exchange.too_large': m.error_exchange_too_large,
  'analysis.failed': m.error_analysis_failed,
  'deck.load_failed': m.error_deck_load_failed,
  'output.lost': m.error_output_lost,
  'output.refused': m.error_output_refused,
  'set.track_missing': m.error_set_track_missing,
  'set.cannot_encode': m.error_set_cannot_encode,
  'upload.offline': m.error_upload_offline,
  'upload.signed_out': m.error_upload_signed_out,
  'upload.server': m.error_upload_server,
  'upload.quota': m.error_upload_quota,
  'upload.too_large': m.error_upload_too_large,
  'upload.type': m.error_upload_type,
  'upload.hash_mismatch': m.error_upload_hash_mismatch,
  'account.wrong_password': m.error_account_wrong_password,
  'account.email_taken': m.error_account_email_taken,
  'account.email_invalid': m.error_account_email_invalid,
  'account.password_short': m.error_account_password_short,
  'account.password_long': m.error_account_password_long,
  'account.signups_closed': m.error_account_signups_closed,
  'http.bad_request': m.error_http_bad_request,
  'http.unauthorized': m.error_http_unauthorized,
  'http.forbidden': m.error_http_forbidden,
  'http.not_found': m.error_http_not_found,
  'http.conflict': m.error_http_conflict,
  'http.too_many_requests': m.error_http_too_many_requests,
  'http.unavailable': m.error_http_unavailable,
};

/** Texts of a room that come with the room. */
const added: Partial<Record<ErrorCode, Message>> = {};

/** Makes texts known that the start does not carry. */
export function addErrorMessages(messages: Readonly<Partial<Record<ErrorCode, Message>>>): void {
  Object.assign(added, messages);
}

/** The sentence for people in their language. What is no {@link AppError} is told as unexpected. */
export function errorText(error: unknown): string {
  const { code, details } = error instanceof AppError ? error : new AppError('app.unexpected');
  const known: Partial<Record<ErrorCode, Message>> = errorMessages;
  const message = (known[code] ?? added[code] ?? m.error_app_unexpected) as (details: Record<string, string>) => string;
  return message(spoken(details));
}

function spoken(details: ErrorDetails): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'number' ? formatNumber(value, Number.isInteger(value) ? 0 : 1) : String(value ?? ''),
    ]),
  );
}
