import type { DistributionErrorCode } from '#contracts/errors/codes.ts';
import { m } from '#i18n/paraglide/messages.js';
import { addErrorMessages } from './error-text.ts';

/** Texts of errors that only rooms with deliveries meet; importing this file makes them known. */
const messages: Record<DistributionErrorCode, (details: never) => string> = {
  'distribution.off': m.error_distribution_off,
  'distribution.wrong_key': m.error_distribution_wrong_key,
  'distribution.login': m.error_distribution_login,
  'distribution.code': m.error_distribution_code,
  'distribution.unreachable': m.error_distribution_unreachable,
  'distribution.not_connected': m.error_distribution_not_connected,
  'delivery.incomplete': m.error_delivery_incomplete,
  'delivery.file_missing': m.error_delivery_file_missing,
  'delivery.state': m.error_delivery_state,
  'label.invitation_gone': m.error_label_invitation_gone,
  'label.invitation_other': m.error_label_invitation_other,
};

addErrorMessages(messages);
