import type { Preflight } from '#contracts/release/catalogue.ts';
import type { AdviceCode } from '#contracts/release/advice-codes.ts';
import type { Finding, Severity } from '#contracts/release/finding.ts';
import { refusalCodes } from '#contracts/release/refusal-codes.ts';
import { adviceRules, severityOfAdvice } from './advice/rules.ts';
import { catalogueRules } from './catalogue/rules.ts';
import { fileRules } from './files/rules.ts';
import { formRules } from './form/rules.ts';
import { lookAt } from './look.ts';
import type { RuleSet } from './rule-set.ts';
import type { Code, Rule } from './rule.ts';
import { stateRules } from './state/rules.ts';

/** One rule for each code; one that is missing does not compile. */
const rules: Readonly<Record<Code, Rule>> = {
  ...formRules,
  ...catalogueRules,
  ...stateRules,
  ...fileRules,
  ...adviceRules,
};

const refusals: ReadonlySet<string> = new Set(refusalCodes);
const severityOf = (code: Code): Severity => (refusals.has(code) ? 'block' : severityOfAdvice(code as AdviceCode));

/**
 * What a distributor would refuse about a release, and what is worth a look: in the order of the rule set, then of the
 * release. The same input gives the same answer. Templates are never checked.
 *
 * Answers about single tracks and indexes of the catalogue are kept as long as their objects stay the same, so an edit
 * that makes new objects for what it changed, and for nothing else, is checked again in a few milliseconds.
 */
export function preflight(input: Preflight, { codes, limits }: RuleSet): readonly Finding[] {
  if (input.bundle.release.isTemplate) return [];
  const look = lookAt(input, limits);
  return codes.flatMap((code) =>
    rules[code](look).map(({ place, details = {}, fix = null }) => ({
      code,
      severity: severityOf(code),
      place,
      details,
      fix,
    })),
  );
}
