import * as v from 'valibot';
import { releaseBundleSchema, type ReleaseBundle } from '#contracts/release/release.ts';

/**
 * What stands beside the message: ERN 4.3 has no place for what a machine made, nor for splits, lyrics, publishers and
 * other parts of a draft. The disclosure is written out for people; the draft lets it be opened again without a loss.
 */
const sideFileSchema = v.object({
  about: v.string(),
  format: v.literal('wavefoundry-release'),
  version: v.literal(1),
  /** SHA-256 of the message that it belongs to: of another one, it says nothing. */
  messageSha256: v.string(),
  aiDisclosure: v.array(v.object({ isrc: v.string(), title: v.string(), parts: v.record(v.string(), v.string()) })),
  draft: releaseBundleSchema,
});

const ABOUT =
  'Made beside the DDEX message by Wavefoundry. "aiDisclosure" says for each recording which parts were made with (assisted) or ' +
  'by (generated) a machine; "draft" is the release as it was edited.';

export function writeSideFile(bundle: ReleaseBundle, messageSha256: string): string {
  const aiDisclosure = bundle.release.tracks.map(({ isrc, title, ai }) => ({ isrc, title, parts: ai }));
  return JSON.stringify(
    { about: ABOUT, format: 'wavefoundry-release', version: 1, messageSha256, aiDisclosure, draft: bundle },
    null,
    2,
  );
}

/** The draft beside a message; null when the file is another message's, or is no such file. */
export function readSideFile(text: string, messageSha256: string): ReleaseBundle | null {
  try {
    const { success, output } = v.safeParse(sideFileSchema, JSON.parse(text));
    return success && output.messageSha256 === messageSha256 ? output.draft : null;
  } catch {
    return null;
  }
}
