import { FACTS_VERSION } from '#contracts/release/facts.ts';
import { containerOf } from '#core/release/audio/container.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { createKernels } from '#wasm/load.ts';
import { serve } from '../rpc/serve.ts';
import { checkAudio } from './check-audio.ts';
import { checkImage } from './check-image.ts';
import { md5Of } from './md5.ts';
import type { ReleaseCheckApi } from './protocol.ts';
import { repairWav } from './repair-wav.ts';

/** A share is told when it has grown by this much. */
const STEP = 0.02;

/** Says a share now and then instead of always. */
function seldom(onShare: (share: number) => void): (share: number) => void {
  let said = 0;
  return (share) => {
    if (share - said >= STEP) onShare((said = share));
  };
}

const api: ReleaseCheckApi = {
  async check(blobHash, role, modules, onShare) {
    const blob = await getBlob(blobHash);
    if (role === 'audio') return checkAudio(blob, createKernels(modules), seldom(onShare));
    if (role === 'image') return checkImage(blob);
    const container = containerOf(new Uint8Array(await blob.slice(0, 16).arrayBuffer()));
    const md5 = await md5Of(blob, seldom(onShare));
    return { kind: 'other', version: FACTS_VERSION, container, sizeBytes: blob.size, md5 };
  },

  async repair(blobHash, plan, onShare) {
    return repairWav(await getBlob(blobHash), plan, seldom(onShare));
  },
};

serve(api);
