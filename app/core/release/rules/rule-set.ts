import { adviceCodes } from '#contracts/release/advice-codes.ts';
import { refusalCodes } from '#contracts/release/refusal-codes.ts';
import type { Limits } from './limits.ts';
import type { Code } from './rule.ts';

/** What one distributor refuses, and its limits. Another distributor is another value, no other code. */
export interface RuleSet {
  readonly provider: string;
  /** In the order in which findings are told. */
  readonly codes: readonly Code[];
  readonly limits: Limits;
}

export const allCodes: readonly Code[] = [...refusalCodes, ...adviceCodes];
