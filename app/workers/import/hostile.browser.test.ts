import { beforeEach, expect, test } from 'vitest';
import { AppError } from '#contracts/errors/app-error.ts';
import { listAnalysisJobs } from '#storage/analysis/jobs.ts';
import { openDb } from '#storage/db/open.ts';
import { listTracks } from '#storage/library/tracks.ts';
import { analyse } from '../analysis/client.ts';
import { importFile } from './client.ts';
import { clickWav, musicWav, noProgress } from './import.test.support.ts';

const golden = import.meta.glob<string>('/tests/golden/clicks/*.{flac,mp3,m4a,ogg,opus,aac}', {
  query: '?url',
  import: 'default',
  eager: true,
});

beforeEach(async () => {
  const db = await openDb();
  for (const store of db.objectStoreNames) await db.clear(store);
});

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Damage = (bytes: Uint8Array<ArrayBuffer>, roll: (below: number) => number) => Uint8Array<ArrayBuffer>;

const damages: Record<string, Damage> = {
  'cut off': (bytes, roll) => bytes.slice(0, 1 + roll(bytes.length - 1)),
  'cut off in its header': (bytes, roll) => bytes.slice(0, 1 + roll(200)),
  'bytes overwritten': (bytes, roll) => {
    for (let i = 0; i < 40; i++) bytes[roll(bytes.length)] = roll(256);
    return bytes;
  },
  'header overwritten': (bytes, roll) => {
    for (let i = 0; i < 6; i++) bytes[4 + roll(150)] = roll(256);
    return bytes;
  },
  'noise behind its first bytes': (bytes, roll) => bytes.map((byte, i) => (i < 64 ? byte : roll(256))),
};

/** The code of an expected failure; anything else fails the test. */
async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

test.each(Object.entries(damages))('every format %s: taken or refused with a reason', async (_, damage) => {
  const roll = dice(7);
  const seen = new Map<string, number>();
  const sources = [...Object.entries(golden), ['/clicks.wav', URL.createObjectURL(clickWav(16))] as const];
  for (const [path, url] of sources) {
    const whole = new Uint8Array(await (await fetch(url)).arrayBuffer());
    for (let round = 0; round < 4; round++) {
      const file = new File([damage(whole.slice(), roll)], path.replace(/^.*\//, ''));
      let analysed: string | null = null;
      const imported = await codeOf(
        importFile(file, noProgress).then(async ({ track }) => {
          expect(track.durationSec).toBeGreaterThan(0);
          analysed = await codeOf(analyse(track.blobHash, noProgress));
        }),
      );
      const outcome = imported ?? `taken, ${analysed ?? 'analysed'}`;
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    }
  }
  for (const outcome of seen.keys()) {
    expect(outcome).toMatch(/^(taken, (analysed|import\.|analysis\.)|import\.)/);
  }
});

test('of a hundred files with three bad ones, ninety-seven go in', async () => {
  const good = Array.from({ length: 97 }, (_, i) => musicWav({ bpm: 60 + i, seconds: 1 }));
  const bad = [
    new File([], 'nothing.wav'),
    new File(['not audio at all, whatever its name says'], 'text.wav'),
    new File([(await clickWav(16).arrayBuffer()).slice(0, 20)], 'cut.wav'),
  ];
  const batch = [...good.slice(0, 30), bad[0], ...good.slice(30, 60), bad[1], bad[2], ...good.slice(60)] as File[];
  const outcomes = await Promise.all(
    batch.map(async (file) => [file.name, await codeOf(importFile(file, noProgress))] as const),
  );
  const refused = Object.fromEntries(outcomes.filter(([, code]) => code !== null));
  expect(refused).toEqual({
    'nothing.wav': 'import.empty',
    'text.wav': 'import.not_audio',
    'cut.wav': expect.stringMatching(/^import\.(corrupt|empty)$/),
  });
  expect(await listTracks()).toHaveLength(97);
  expect(await listAnalysisJobs()).toHaveLength(97);
});

test('more than 4 GB are refused before a byte is read', async () => {
  const part = new Uint8Array(64 * 1024 * 1024);
  part.set(new TextEncoder().encode('RIFF\0\0\0\0WAVEfmt '));
  const huge = new File(
    Array.from({ length: 65 }, () => part),
    'huge.wav',
  );
  await expect(importFile(huge, noProgress)).rejects.toMatchObject({ code: 'import.too_large' });
});
