import { stateCodes } from '#contracts/release/refusal-codes.ts';
import { allCodes, type RuleSet } from '../rule-set.ts';
import { fugaLimits } from './fuga.ts';

/** What is asked of a package for a recipient that nobody has named: no product of a distributor, no pages at stores. */
const notAsked: readonly string[] = [
  ...stateCodes,
  ...['ARTIST_IDENTIFIER_REQUIRED', 'DSP_IDENTIFIER_REQUIRED', 'MULTIPLE_ARTISTS_FOUND', 'SIMILAR_ARTIST_NAME'],
];

export const ddexRuleSet: RuleSet = {
  provider: 'ddex',
  codes: allCodes.filter((code) => !notAsked.includes(code)),
  limits: { ...fugaLimits, requiredStores: [], asksCatalogNumber: false },
};
