import type { stateCodes } from '#contracts/release/refusal-codes.ts';
import type { Rule } from '../rule.ts';
import { actRules } from './acts.ts';
import { changeRules } from './changes.ts';

/** What the product at the distributor no longer allows. */
export const stateRules: Readonly<Record<(typeof stateCodes)[number], Rule>> = { ...changeRules, ...actRules };
