/**
 * The one table of error codes. The message key of code `x.y` is `error_x_y` in `app/i18n/messages/errors`,
 * in every language; a test compares the two lists.
 */
export const errorCodes = [
  'app.unexpected',
  'app.not_isolated',
  'storage.quota',
  'storage.unavailable',
  'storage.corrupt',
  'capture.denied',
  'capture.no_device',
  'capture.device_lost',
  'capture.silent',
  'capture.busy',
  'capture.failed',
  'import.unsupported',
  'import.not_audio',
  'import.corrupt',
  'import.empty',
  'import.too_large',
  'exchange.unknown',
  'exchange.too_large',
  'analysis.failed',
  'deck.load_failed',
  'output.lost',
  'output.refused',
  'sampler.too_long',
  'sampler.full',
  'set.track_missing',
  'set.cannot_encode',
  'upload.offline',
  'upload.signed_out',
  'upload.server',
  'upload.quota',
  'upload.too_large',
  'upload.type',
  'upload.hash_mismatch',
  'account.wrong_password',
  'account.email_taken',
  'account.email_invalid',
  'account.password_short',
  'account.password_long',
  'account.signups_closed',
  'distribution.off',
  'distribution.wrong_key',
  'distribution.login',
  'distribution.code',
  'distribution.unreachable',
  'distribution.not_connected',
  'delivery.incomplete',
  'delivery.file_missing',
  'delivery.state',
  'http.bad_request',
  'http.unauthorized',
  'http.forbidden',
  'http.not_found',
  'http.conflict',
  'http.too_many_requests',
  'http.unavailable',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Codes whose texts are loaded with the rooms that deliver. */
export type DistributionErrorCode = Extract<ErrorCode, `distribution.${string}` | `delivery.${string}`>;

/** Codes whose texts are loaded with the sampler. */
export type SamplerErrorCode = Extract<ErrorCode, `sampler.${string}`>;
