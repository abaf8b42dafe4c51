import type { SamplerErrorCode } from '#contracts/errors/codes.ts';
import { m } from '#i18n/paraglide/messages.js';
import { addErrorMessages } from './error-text.ts';

/** Texts of errors that only the sampler meets; importing this file makes them known. */
const messages: Record<SamplerErrorCode, (details: never) => string> = {
  'sampler.too_long': m.error_sampler_too_long,
  'sampler.full': m.error_sampler_full,
};

addErrorMessages(messages);
