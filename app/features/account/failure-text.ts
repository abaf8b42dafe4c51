import { AppError } from '#contracts/errors/app-error.ts';
import { m } from '#i18n/paraglide/messages.js';
import { errorText } from '#ui/error-text.ts';

/** Why signing in or out failed. Without a network the error table speaks of uploads, which is beside the point here. */
export function failureText(error: unknown): string {
  if (error instanceof AppError && error.code === 'upload.offline') return m.account_offline();
  return errorText(error);
}
