import type { catalogueCodes } from '#contracts/release/refusal-codes.ts';
import type { Rule } from '../rule.ts';
import { codeRules } from './codes.ts';
import { nameRules } from './names.ts';
import { referenceRules } from './references.ts';

/** What the rest of the catalogue and the distributor's lists tell. */
export const catalogueRules: Readonly<Record<(typeof catalogueCodes)[number], Rule>> = {
  ...codeRules,
  ...nameRules,
  ...referenceRules,
};
