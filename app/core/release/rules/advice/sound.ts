import type { AudioFacts, WavStructure } from '#contracts/release/facts.ts';
import type { Look } from '../look.ts';
import { fix, gathered, inRelease, when, type Found } from '../rule.ts';
import { eachMaster, filesOf, isCutOff, type TrackSound } from '../files/files-of.ts';

const rounded = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;

/** Advice about a master: when, with which values, and what helps. */
const advice = (
  isSo: (facts: AudioFacts, limits: TrackSound['limits']) => boolean,
  details: (facts: AudioFacts, limits: TrackSound['limits']) => Found['details'] = () => ({}),
  cure?: string,
) =>
  eachMaster((facts, { track, place, limits }) =>
    when(facts.durationSec > 0 && isSo(facts, limits), () => ({
      place,
      details: { title: track.title, ...details(facts, limits) },
      ...(cure && !isCutOff(facts) ? { fix: fix(cure, { trackId: track.id }) } : {}),
    })),
  );

/** Advice about the wrapper of a WAV. Whether a file that ends too early is whole, only a person knows: `isAsked`. */
const wav = (
  isSo: (wav: WavStructure) => boolean,
  details: (wav: WavStructure) => Found['details'] = () => ({}),
  isAsked = false,
) =>
  eachMaster((facts, { track, place }) =>
    facts.wav && isSo(facts.wav)
      ? [
          {
            place,
            details: { title: track.title, ...details(facts.wav) },
            ...(isCutOff(facts) && !isAsked ? {} : { fix: fix('repairWav', { trackId: track.id }) }),
          },
        ]
      : [],
  );

/** Values that differ between the masters of a release. */
const mixed =
  (valueOf: (facts: AudioFacts) => number, text: (value: number) => string) =>
  ({ tracks, audio }: Look) => {
    const values = new Set(tracks.map((track) => audio(track.audio)).map((facts) => (facts ? valueOf(facts) : 0)));
    values.delete(0);
    return when(values.size > 1, () => ({
      place: inRelease('tracks'),
      details: {
        values: [...values]
          .sort((a, b) => a - b)
          .map(text)
          .join(', '),
      },
    }));
  };

/** Names that fit what the bytes are. */
const extensions: Readonly<Record<string, readonly string[]>> = {
  ...{ wav: ['wav', 'wave', 'bwf'], rf64: ['wav', 'rf64'], bw64: ['wav', 'bw64'], w64: ['w64'], flac: ['flac'] },
  ...{ aiff: ['aif', 'aiff', 'aifc'], mp3: ['mp3'], mp4: ['mp4', 'm4a', 'aac'], ogg: ['ogg', 'oga', 'opus'] },
  ...{ jpeg: ['jpg', 'jpeg', 'jfif'], png: ['png'], gif: ['gif'], webp: ['webp'], tiff: ['tif', 'tiff'], pdf: ['pdf'] },
};

export const soundAdvice = {
  WAV_EXTENSIBLE: wav(({ formatTag }) => formatTag === 0xfffe),
  WAV_CHUNKS_AFTER_DATA: wav(
    ({ chunksAfterData }) => chunksAfterData.length > 0,
    ({ chunksAfterData }) => ({ chunks: chunksAfterData.map((id) => id.trim()).join(', ') }),
  ),
  WAV_SIZES_WRONG: wav(
    ({ hasLyingSizes, hasBadPadding, isTruncated }) => (hasLyingSizes || hasBadPadding) && !isTruncated,
  ),
  WAV_TRUNCATED: wav(
    ({ isTruncated }) => isTruncated,
    ({ dataBytes, statedDataBytes }) => ({
      percent: statedDataBytes > 0 ? Math.floor((100 * dataBytes) / statedDataBytes) : 0,
    }),
    true,
  ),

  EXTENSION_DOES_NOT_MATCH: (look: Look) =>
    gathered(filesOf(look), ({ place, file, facts }) => {
      const fitting = facts && extensions[facts.container];
      const extension = /\.([^.]+)$/.exec(file.fileName)?.[1]?.toLowerCase();
      return when(fitting !== undefined && extension !== undefined && !fitting.includes(extension), () => ({
        place,
        details: { file: file.fileName, type: (facts?.container ?? '').toUpperCase() },
        fix: fix('renameFile', { name: file.fileName.replace(/[^.]+$/, fitting?.[0] ?? '') }),
      }));
    }),

  CLIPPING: advice(
    ({ clippingCount }) => clippingCount > 0,
    ({ clippingCount, clipping }) => ({ count: clippingCount, seconds: rounded(clipping[0]?.startSec ?? 0) }),
  ),
  TRUE_PEAK_HIGH: advice(
    ({ truePeak }, { sound }) => (truePeak ?? -Infinity) > sound.truePeak,
    ({ truePeak }, { sound }) => ({ peak: rounded(truePeak ?? 0), most: sound.truePeak }),
  ),
  LOUDNESS_FAR_FROM_STORES: advice(
    ({ loudness }, { sound }) => loudness !== null && (loudness > sound.loudest || loudness < sound.quietest),
    ({ loudness }) => ({ loudness: rounded(loudness ?? 0) }),
  ),
  HEAD_SILENCE_LONG: advice(
    ({ headSilenceSec }, { sound }) => headSilenceSec > sound.headSilence,
    ({ headSilenceSec }) => ({ seconds: rounded(headSilenceSec) }),
    'trimSilence',
  ),
  TAIL_SILENCE_LONG: advice(
    ({ tailSilenceSec }, { sound }) => tailSilenceSec > sound.tailSilence,
    ({ tailSilenceSec }) => ({ seconds: rounded(tailSilenceSec) }),
    'trimSilence',
  ),
  DROP_OUTS: advice(
    ({ dropOuts }) => dropOuts.length > 0,
    ({ dropOuts }) => ({ count: dropOuts.length, seconds: rounded(dropOuts[0]?.startSec ?? 0) }),
  ),
  DC_OFFSET: advice(
    ({ dcOffset }, { sound }) => dcOffset.some((offset) => Math.abs(offset) > sound.dcOffset),
    ({ dcOffset }) => ({ percent: rounded(100 * Math.max(...dcOffset.map(Math.abs)), 2) }),
  ),
  MONO_AS_STEREO: advice(({ isMonoAsStereo }) => isMonoAsStereo),
  DEAD_CHANNEL: advice(
    ({ deadChannels, loudness }) => deadChannels.length > 0 && loudness !== null,
    ({ deadChannels }) => ({ channel: (deadChannels[0] ?? 0) + 1 }),
  ),
  POLARITY_INVERTED: advice(({ isPolarityInverted }) => isPolarityInverted),
  PADDED_BITS: advice(
    ({ isFloat, bitDepth, effectiveBits }) =>
      !isFloat && effectiveBits > 0 && effectiveBits < bitDepth && effectiveBits <= 16,
    ({ bitDepth, effectiveBits }) => ({ bits: bitDepth, real: effectiveBits }),
  ),
  UPSAMPLED: advice(
    ({ isUpsampled }) => isUpsampled,
    ({ sampleRate, bandwidthHz }) => ({ rate: sampleRate / 1000, bandwidth: rounded((bandwidthHz ?? 0) / 1000) }),
  ),
  LOSSY_SOURCE: advice(
    ({ lossyProbability, container }, { sound }) =>
      lossyProbability > sound.lossyProbability && !['mp3', 'mp4', 'ogg'].includes(container),
    ({ lossyProbability }) => ({ percent: Math.round(100 * lossyProbability) }),
  ),
  MIXED_SAMPLE_RATES: mixed(
    ({ sampleRate }) => sampleRate,
    (rate) => `${rate / 1000} kHz`,
  ),
  MIXED_BIT_DEPTHS: mixed(
    ({ bitDepth }) => bitDepth,
    (bits) => `${bits} bit`,
  ),
};
