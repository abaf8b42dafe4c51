import type { RefusalCode } from './refusal-codes.ts';
import type { AdviceCode } from './advice-codes.ts';

/**
 * `block`: the distributor would refuse it. `warning`: stores or listeners may mind. `hint`: worth a look.
 */
export type Severity = 'block' | 'warning' | 'hint';

/** Where it is: fields of the release, of one track or of one party, by the names of their records: `dates.release`, `isrc`. */
export interface FieldPlace {
  readonly on: 'release' | 'track' | 'party';
  /** Id of the track or party; '' for the release itself. */
  readonly id: string;
  /** Field name, dotted where it lies deeper; '' for the whole. */
  readonly field: string;
}

/** What the app can do about it by itself; its values say to what. `core/release/fixes` carries it out. */
export interface FixAction {
  /** Name in the table of fixes: `setUpcCheckDigit`, `repairWav`, `trimSilence`, `markReleaseExplicit` … */
  readonly name: string;
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** One thing that the pre-flight found. Texts: `preflight_<code in lower case>_cause` and `_cure`. */
export interface Finding {
  readonly code: RefusalCode | AdviceCode;
  readonly severity: Severity;
  readonly place: FieldPlace;
  /** Values for the text: names, numbers, codes. */
  readonly details: Readonly<Record<string, string | number>>;
  readonly fix: FixAction | null;
}
