import { expect, test } from 'vitest';
import { buildWav, type WavRecipe } from './builder.test.support.ts';
import { readWav } from './read.ts';
import { bytesSource } from './source.ts';

const bytes = (count: number) => new Uint8Array(count).fill(7);
/** 400 bytes of audio are 100 frames of 16-bit stereo. */
const extensible = (bits: number, validBits = bits, subTag = 1) => ({
  bits,
  extensible: { validBits, mask: 3, subTag },
});

/** What must be said of a variant: a problem, or parts of structure and format. */
type Expected = string | Record<string, unknown>;

const variants: Record<string, [WavRecipe | Uint8Array, Expected]> = {
  'PCM 16': [{}, { container: 'wav', formatTag: 1, codecTag: 1, validBits: 16, frames: 100, chunksAfterData: [] }],
  'PCM 8': [{ bits: 8 }, { containerBits: 8, frames: 200 }],
  'PCM 24': [{ bits: 24, data: bytes(600) }, { containerBits: 24, frames: 100 }],
  'PCM 32': [{ bits: 32 }, { containerBits: 32, codecTag: 1, frames: 50 }],
  'PCM 20 in 24': [{ bits: 20, blockAlign: 6, data: bytes(600) }, { containerBits: 24, validBits: 20, frames: 100 }],
  'PCM 24 in 32': [{ bits: 24, blockAlign: 8 }, { containerBits: 32, validBits: 24, frames: 50 }],
  'float 32': [{ tag: 3, bits: 32 }, { formatTag: 3, codecTag: 3, containerBits: 32 }],
  'float 64': [{ tag: 3, bits: 64 }, { codecTag: 3, containerBits: 64, frames: 25 }],
  'mono': [{ channels: 1 }, { channels: 1, frames: 200 }],
  '5.1': [{ channels: 6, data: bytes(1200) }, { channels: 6, frames: 100 }],
  '192 kHz': [{ rate: 192_000 }, { sampleRate: 192_000 }],
  'A-law': [{ tag: 6, bits: 8 }, { codecTag: 6 }],
  'MS ADPCM': [{ tag: 2, bits: 4, blockAlign: 1024 }, { codecTag: 2, hasLyingSizes: false }],
  'MP3 in WAV': [{ tag: 0x55, bits: 0, blockAlign: 1 }, { codecTag: 0x55 }],
  'extensible PCM 16': [extensible(16), { formatTag: 0xfffe, codecTag: 1, channelMask: 3, validBits: 16 }],
  'extensible PCM 24 in 32': [extensible(32, 24), { formatTag: 0xfffe, containerBits: 32, validBits: 24 }],
  'extensible float': [extensible(32, 32, 3), { formatTag: 0xfffe, codecTag: 3 }],
  'extensible with a foreign GUID': [
    { bits: 16, extensible: { validBits: 16, mask: 0, subTag: 1, guid: bytes(14) } },
    { formatTag: 0xfffe, codecTag: 0xfffe },
  ],
  'RF64': [{ magic: 'RF64', ds64: { data: 400 } }, { container: 'rf64', dataBytes: 400, hasLyingSizes: false }],
  'BW64': [{ magic: 'BW64', ds64: { data: 400 } }, { container: 'bw64', dataBytes: 400, hasLyingSizes: false }],
  'RF64 without ds64': [
    { magic: 'RF64', statedData: 0xffff_ffff, statedRiff: 0xffff_ffff },
    { container: 'rf64', hasLyingSizes: true, isTruncated: false, dataBytes: 400 },
  ],
  'RF64 with a hostile size': [
    { magic: 'RF64', ds64: { data: 2 ** 60 } },
    { hasLyingSizes: true, isTruncated: true, dataBytes: 400 },
  ],
  'Wave64': [new TextEncoder().encode('riff..........................'), 'wave64'],
  'big-endian RIFX': [{ magic: 'RIFX' }, 'big_endian'],
  'bext in front': [{ before: [['bext', bytes(602)]] }, { chunks: ['fmt ', 'bext', 'data'], chunksAfterData: [] }],
  'LIST in front': [{ before: [['LIST', bytes(20)]] }, { chunks: ['fmt ', 'LIST', 'data'], dataOffset: 72 }],
  'LIST behind': [{ after: [['LIST', bytes(20)]] }, { chunksAfterData: ['LIST'], hasLyingSizes: false }],
  'id3 and unknown chunks behind': [
    { after: [['id3 ', bytes(11)], ['SAUR', bytes(4)]] },
    { chunksAfterData: ['id3 ', 'SAUR'], hasBadPadding: false, hasLyingSizes: false },
  ],
  'JUNK in front of everything': [
    { formatLast: true, before: [['JUNK', bytes(28)]] },
    { chunks: ['JUNK', 'data', 'fmt '], frames: 100 },
  ],
  'odd chunk with padding': [{ before: [['LIST', bytes(21)]] }, { hasBadPadding: false, frames: 100, dataOffset: 74 }],
  'odd chunk without padding': [
    { before: [['LIST', bytes(21)]], isUnpadded: true },
    { hasBadPadding: true, frames: 100, dataOffset: 73 },
  ],
  'odd audio without padding': [
    { channels: 1, bits: 24, data: bytes(303), isUnpadded: true },
    { hasBadPadding: true, isTruncated: false, hasLyingSizes: false, frames: 101 },
  ],
  'truncated': [{ cutAt: 244 }, { isTruncated: true, hasLyingSizes: true, dataBytes: 200, statedDataBytes: 400 }],
  'no audio': [{ data: bytes(0) }, { dataBytes: 0, frames: 0, isTruncated: false, hasLyingSizes: false }],
  'data size 0, written to a pipe': [{ statedData: 0 }, { hasLyingSizes: true, dataBytes: 400 }],
  'data size all ones': [{ statedData: 0xffff_ffff }, { hasLyingSizes: true, isTruncated: false, dataBytes: 400 }],
  'RIFF size too small': [{ statedRiff: 36 }, { hasLyingSizes: true, frames: 100 }],
  'RIFF size too large': [{ statedRiff: 10_000 }, { hasLyingSizes: true, isTruncated: false }],
  'block size that contradicts': [{ blockAlign: 3 }, { hasLyingSizes: true, containerBits: 16, frames: 100 }],
  'two data chunks': [
    { after: [['data', bytes(8)]] },
    { chunks: ['fmt ', 'data', 'data'], chunksAfterData: ['data'], dataBytes: 400 },
  ],
  'bytes behind the end': [{ tail: new Uint8Array(64) }, { hasLyingSizes: true, frames: 100 }],
  'no fmt': [{ noFormat: true }, 'no_format'],
  'no data': [{ noData: true }, 'no_data'],
  'no channels': [{ channels: 0, blockAlign: 4 }, 'bad_format'],
  'no bits': [{ bits: 0, blockAlign: 4 }, 'bad_format'],
  'AVI': [{ wave: 'AVI ' }, 'not_wav'],
  'eleven bytes': [{ cutAt: 11 }, 'not_wav'],
  'nothing': [new Uint8Array(), 'empty'],
}; // prettier-ignore

test.each(Object.entries(variants))('%s', async (_, [recipe, expected]) => {
  const file = recipe instanceof Uint8Array ? recipe : buildWav(recipe);
  const { wav, problem } = await readWav(bytesSource(file));
  if (typeof expected === 'string') expect(problem).toBe(expected);
  else {
    expect(problem).toBeNull();
    const { channels, sampleRate } = wav?.format ?? {};
    expect({ ...wav?.structure, container: wav?.container, frames: wav?.frames, channels, sampleRate }).toMatchObject(
      expected,
    );
  }
});
