import type { BlobHash } from '#contracts/records/track.ts';
import { anchored, carried, isAnchored } from '#core/anchor/carry.ts';
import { fingerprint, FINGERPRINT_VERSION, sameMusic } from '#core/anchor/fingerprint.ts';
import { ANCHOR_RATE } from '#core/anchor/low-rate.ts';
import { fingerprintsNear, getFingerprint, putFingerprint } from '#storage/anchors/fingerprints.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { editCues, getCues } from '#storage/cues/cues.ts';
import { lowRateSound } from '../media/low-rate-sound.ts';
import { serve } from '../rpc/serve.ts';
import type { AnchorApi, Likeness } from './protocol.ts';

/** How much longer or shorter a file of the same music may be, s: silence at its edges. */
const LENGTHS_APART_SEC = 12;

/** The sound that was listened to last: who asks whether it is alike carries points over next. */
let last: { readonly blobHash: BlobHash; readonly sound: Int16Array } | null = null;

async function soundOf(blobHash: BlobHash): Promise<Int16Array> {
  if (last?.blobHash === blobHash) return last.sound;
  last = { blobHash, sound: await lowRateSound(await getBlob(blobHash)) };
  return last.sound;
}

async function fingerprintOf(blobHash: BlobHash) {
  const known = await getFingerprint(blobHash);
  if (known?.version === FINGERPRINT_VERSION) return known;
  const made = { blobHash, ...fingerprint(await soundOf(blobHash)) };
  await putFingerprint(made);
  return made;
}

const api: AnchorApi = {
  async anchor(blobHash): Promise<void> {
    await fingerprintOf(blobHash);
    if (isAnchored(await getCues(blobHash))) return;
    const sound = await soundOf(blobHash);
    await editCues(blobHash, (cues) => anchored(cues, sound, sound.length / ANCHOR_RATE));
  },

  async alike(blobHash, durationSec): Promise<readonly Likeness[]> {
    const others = (await fingerprintsNear(durationSec, LENGTHS_APART_SEC)).filter((one) => one.blobHash !== blobHash);
    if (others.length === 0) return [];
    const own = await fingerprintOf(blobHash);
    return others
      .flatMap((other) => {
        const same = sameMusic(other, own);
        return same ? [{ blobHash: other.blobHash, ...same }] : [];
      })
      .sort((a, b) => a.difference - b.difference);
  },

  async carry(cues, blobHash, roughlyLaterSec) {
    return carried(cues, await soundOf(blobHash), roughlyLaterSec);
  },
};

serve(api);
