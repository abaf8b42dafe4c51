import { describe, expect, it } from 'vitest';
import { beatAtTime } from '../tempo/beat-grid.ts';
import { Automix, type AutomixEvent, type Loaded } from './automix.ts';
import { RATE, SimulatedDecks, song, type Item } from './automix.test.support.ts';
import { bareFacts } from './facts.ts';
import { transitions } from './transition.ts';

/** Plays a list and says what was heard of it. */
async function play(
  items: readonly Item[],
  seconds: number,
  look: (decks: SimulatedDecks, mix: Automix<Item>) => void,
) {
  const decks = new SimulatedDecks();
  const told: AutomixEvent<Item>[] = [];
  let at = 0;
  const mix = new Automix<Item>(
    decks,
    () => items[at++] ?? null,
    (event) => told.push(event),
  );
  await decks.run(mix, seconds, () => look(decks, mix));
  return { decks, mix, told, played: told.flatMap((event) => (event.type === 'playing' ? [event.item] : [])) };
}

/** Beats by which the two decks are apart while both are heard. */
function apart(decks: SimulatedDecks, items: readonly [Item, Item], level: number): number {
  const [a, b] = items.map(({ facts }, side) => beatAtTime(facts.tempo.grid!, decks.view(side as 0 | 1).positionSec));
  const beats = a! * level - b!;
  const step = level === 0.5 ? 0.5 : 1;
  return beats - Math.round(beats / step) * step;
}

describe('a transition', () => {
  it.each([
    [126, 122.4, 1],
    [124.017, 128.9, 1],
    [174, 87.3, 0.5],
    [70.2, 139, 2],
  ])(
    'from %f to %f keeps the beats within 10 ms, begins where planned, and goes back to its own tempo',
    async (from, to, level) => {
      const items = [{ facts: song(from, 200) }, { facts: song(to, 240, 0.7) }] as const;
      let worst = 0;
      let both = 0;
      let planned = 0;
      let left = 0;
      const { decks, played } = await play(items, 260, (at, mix) => {
        if (mix.plan) planned = mix.plan.outSec;
        if (!mix.isInTransition || !at.view(0).playing || !at.view(1).playing) return;
        if (both === 0) left = at.view(0).positionSec;
        both += 128 / RATE;
        const seconds = (Math.abs(apart(at, items, level)) * 60) / (to * at.view(1).tempo);
        worst = Math.max(worst, seconds * 1000);
      });
      expect(played).toEqual(items);
      expect(both).toBeGreaterThan(6);
      expect(Math.abs(left - planned)).toBeLessThan(0.15);
      expect(worst).toBeLessThan(10);
      expect(decks.view(1).tempo).toBeCloseTo(1, 9);
      expect(decks.faders[1]).toBe(1);
    },
  );

  it('between tracks without a common beat is a fade near the end', async () => {
    const items = [{ facts: song(120, 90) }, { facts: bareFacts(60) }];
    const { played, told } = await play(items, 200, () => {});
    expect(played).toEqual(items);
    expect(told.at(-1)).toEqual({ type: 'ended', reason: 'empty' });
  });
});

it(
  'four hours with broken, slow, short and beatless tracks: no stop, no silence of a second',
  { timeout: 120_000 },
  async () => {
    const items = Array.from({ length: 130 }, (_, i): Item => {
      if (i % 7 === 3) return { facts: song(120, 100), fails: true };
      if (i % 11 === 5) return { facts: bareFacts(40 + i) };
      if (i % 13 === 6) return { facts: song(60 + i, 3) };
      // Slower than the track before it lasts is what nothing can bridge.
      const takes = i % 5 === 0 && i % 13 !== 7 ? 40 : 0.5;
      return { facts: song(86 + ((i * 37) % 90), 90 + ((i * 53) % 200), (i % 10) / 10), takes };
    });
    let silent = 0;
    let longest = 0;
    let first = true;
    const { decks, played, told } = await play(items, 4 * 3600, (at) => {
      const heard = ([0, 1] as const).some((side) => at.view(side).playing && at.faders[side] > 0.05);
      if (heard) first = false;
      silent = heard || first ? 0 : silent + 128 / RATE;
      longest = Math.max(longest, silent);
    });
    const playable = items.filter(({ fails }) => !fails);
    expect(played).toEqual(playable.slice(0, played.length));
    expect(told.filter(({ type }) => type === 'skipped').length).toBeGreaterThan(10);
    const endedEarly = told.some(({ type }) => type === 'ended') && played.length < playable.length;
    expect(endedEarly).toBe(false);
    expect(decks.frame / RATE).toBeGreaterThan(3.9 * 3600);
    expect(longest).toBeLessThan(1);
  },
);

it('takes over two loaded decks and goes over as it was told to', async () => {
  const decks = new SimulatedDecks();
  const items = [{ facts: song(120, 200) }, { facts: song(122, 200) }] as const;
  for (const side of [0, 1] as const) void decks.load(side, items[side]);
  await decks.run({ hasEnded: false, tick: () => {} } as unknown as Automix<Item>, 2);
  const taken = new Automix<Item>(decks, () => null);
  const [now, coming] = items.map((item) => ({ item, facts: item.facts })) as [Loaded<Item>, Loaded<Item>];
  taken.adopt(0, now, coming);
  const plan = transitions(now.facts, coming.facts)[0]!;
  expect(taken.use({ ...plan, outSec: 32.2, beats: 16, lengthSec: 8 })).toBe(true);
  decks.play(0);
  await decks.run(taken, 30);
  expect(decks.view(1).playing).toBe(false);
  await decks.run(taken, 6);
  expect([decks.view(0).playing, decks.view(1).playing]).toEqual([true, true]);
  expect(taken.use(plan)).toBe(false);
  await decks.run(taken, 8);
  expect([decks.view(0).playing, decks.view(1).playing, taken.hasEnded]).toEqual([false, true, false]);
  await decks.run(taken, 300);
  expect(taken.hasEnded).toBe(true);
});

it('a list of which nothing can be played ends and says so', async () => {
  const items = Array.from({ length: 40 }, () => ({ facts: song(120, 100), fails: true }));
  const { told } = await play(items, 600, () => {});
  expect(told.at(-1)).toEqual({ type: 'ended', reason: 'unplayable' });
});

it('skipping goes over at once', async () => {
  const items = [{ facts: song(120, 200) }, { facts: song(122, 200) }];
  let skipped = 0;
  const { decks } = await play(items, 40, (at, mix) => {
    if (at.frame > 20 * RATE && skipped === 0 && mix.skip()) skipped = at.frame;
  });
  expect(skipped).toBeGreaterThan(0);
  expect(decks.view(1).playing).toBe(true);
  expect(decks.view(0).playing).toBe(false);
});
