import type { formCodes } from '#contracts/release/refusal-codes.ts';
import type { Rule } from '../rule.ts';
import { artistRules } from './artists.ts';
import { characterRules } from './characters.ts';
import { creditRules } from './credits.ts';
import { dateRules } from './dates.ts';
import { explicitRules } from './explicit.ts';
import { identifierRules } from './identifiers.ts';
import { preorderRules } from './preorder.ts';
import { requiredRules } from './required.ts';
import { structureRules } from './structure.ts';
import { territoryRules } from './territories.ts';
import { valueRules } from './values.ts';

/** What the form alone tells. */
export const formRules: Readonly<Record<(typeof formCodes)[number], Rule>> = {
  ...requiredRules,
  ...structureRules,
  ...identifierRules,
  ...dateRules,
  ...preorderRules,
  ...territoryRules,
  ...artistRules,
  ...creditRules,
  ...explicitRules,
  ...valueRules,
  ...characterRules,
};
