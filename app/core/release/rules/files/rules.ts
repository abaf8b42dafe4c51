import type { fileCodes } from '#contracts/release/refusal-codes.ts';
import type { Rule } from '../rule.ts';
import { audioRules } from './audio.ts';
import { byteRules } from './bytes.ts';
import { coverRules } from './cover.ts';

/** What the bytes of the files tell. */
export const fileRules: Readonly<Record<(typeof fileCodes)[number], Rule>> = {
  ...byteRules,
  ...audioRules,
  ...coverRules,
};
