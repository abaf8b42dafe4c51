import type { AudioFacts } from '#contracts/release/facts.ts';
import { fix, when } from '../rule.ts';
import { eachMaster, isCutOff } from './files-of.ts';

const kHz = (hertz: number) => hertz / 1000;

/** Writes the same samples in a form that is taken. */
const repair = (track: { readonly id: string }, facts: AudioFacts) =>
  isCutOff(facts) ? {} : { fix: fix('repairWav', { trackId: track.id }) };

/** Containers of plain samples that can be written as WAV without loss. */
const rewritable: readonly string[] = ['rf64', 'bw64', 'w64', 'aiff'];

export const audioRules = {
  AUDIO_INVALID_CODEC: eachMaster((facts, { track, place, limits: { audio } }) => {
    const { container, codec, isFloat, durationSec } = facts;
    return when(
      container !== 'flac' || !audio.containers.includes('flac')
        ? !audio.containers.includes(container) || (!audio.codecs.includes(codec) && !isFloat && durationSec > 0)
        : false,
      () => ({
        place,
        details: { codec: codec || container },
        ...(rewritable.includes(container) ? repair(track, facts) : {}),
      }),
    );
  }),

  AUDIO_INVALID_FLAC_FILE: eachMaster(({ container, corruptAtSec }, { place, file }) => {
    const isNamed = /\.flac$/i.test(file.fileName);
    return when((container === 'flac' && corruptAtSec !== null) || (isNamed && container !== 'flac'), () => ({
      place,
      details: { file: file.fileName },
    }));
  }),

  AUDIO_FLOATING_POINT_WAV: eachMaster((facts, { track, place, limits }) =>
    when(facts.isFloat && !limits.audio.takesFloat, () => ({
      place,
      details: { title: track.title },
      ...repair(track, facts),
    })),
  ),

  AUDIO_BIT_DEPTH_INVALID: eachMaster(({ isFloat, bitDepth, durationSec }, { place, limits: { audio } }) =>
    when(durationSec > 0 && !isFloat && bitDepth > 0 && !audio.bitDepths.includes(bitDepth), () => ({
      place,
      details: { bits: bitDepth, allowed: audio.bitDepths.join(', ') },
    })),
  ),

  AUDIO_CHANNEL_INVALID: eachMaster(({ channels, durationSec }, { place, limits: { audio } }) =>
    when(durationSec > 0 && !audio.channels.includes(channels), () => ({
      place,
      details: { channels, allowed: audio.channels.join(', ') },
    })),
  ),

  AUDIO_SAMPLING_RATE_INVALID: eachMaster(({ sampleRate, durationSec }, { place, limits: { audio } }) =>
    when(durationSec > 0 && (sampleRate < audio.leastRate || sampleRate > audio.mostRate), () => ({
      place,
      details: { rate: kHz(sampleRate), least: kHz(audio.leastRate), most: kHz(audio.mostRate) },
    })),
  ),

  AUDIO_DURATION_IS_ZERO: eachMaster(({ durationSec }, { place, file }) =>
    when(durationSec === 0, () => ({ place, details: { file: file.fileName } })),
  ),

  AUDIO_FILE_CORRUPT: eachMaster(({ container, corruptAtSec }, { place, file }) =>
    when(container !== 'flac' && corruptAtSec !== null, () => ({
      place,
      details: { file: file.fileName, seconds: Math.round((corruptAtSec ?? 0) * 10) / 10 },
    })),
  ),
};
