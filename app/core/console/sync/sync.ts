import type { Deck } from '../deck/deck.ts';

/** How fast a follower makes up for a difference of phase: this share of it each second. */
const PULL_PER_SEC = 3;
/** Most that it is bent for that. */
const MOST_BEND = 0.03;
/** Farther apart than this, in beats, a follower that just joins jumps. */
const JUMP_BEATS = 0.02;

/** Phase difference of -0.5 to 0.5 beats. */
const wrap = (beats: number): number => beats - Math.round(beats);

/**
 * How many beats of the follower go on one of the leader, 0.5, 1 or 2: the one that bends it least, so that 87 follows
 * 174 as half of it.
 */
export function levelOf(leaderBpm: number, followerBpm: number): number {
  const octaves = Math.log2(leaderBpm / followerBpm);
  if (octaves > 0.5) return 0.5;
  return octaves < -0.5 ? 2 : 1;
}

/** One deck's part in beat sync. */
interface Part {
  readonly deck: Deck;
  follows: boolean;
  /** Beats of the follower on each of the leader. */
  level: number;
  /** Where the user wants the follower against the leader, in beats; set by nudging. */
  offset: number;
  wasNudged: boolean;
  wasMoving: boolean;
}

/**
 * Keeps followers on the leader's beats: its tempo at this moment, whole, half or double, and its phase, by a small
 * bend. Works on grids whose tempo changes, since it asks for tempo and beat anew before every block.
 */
export class Sync {
  private readonly parts: readonly Part[];
  private readonly sampleRate: number;
  private chosen = -1;

  constructor(decks: readonly Deck[], sampleRate: number) {
    this.sampleRate = sampleRate;
    this.parts = decks.map((deck) => ({
      ...{ deck, follows: false, level: 1, offset: 0, wasNudged: false, wasMoving: false },
    }));
  }

  /** Index of the deck that leads, or -1: the chosen one, else the first that plays and does not follow. */
  get leader(): number {
    const { parts, chosen } = this;
    if (chosen >= 0 && parts[chosen]?.deck.grid) return chosen;
    let spare = -1;
    for (let i = 0; i < parts.length; i++) {
      const { deck, follows } = parts[i] as Part;
      if (!deck.grid || !deck.isPlaying) continue;
      if (!follows) return i;
      if (spare < 0) spare = i;
    }
    return spare;
  }

  follows(index: number): boolean {
    return this.parts[index]?.follows === true;
  }

  /** @param index deck that leads from now on; -1: any */
  choose(index: number): void {
    this.chosen = index;
  }

  setFollowing(index: number, on: boolean): void {
    const part = this.parts[index];
    if (!part || part.follows === on) return;
    part.follows = on;
    part.offset = 0;
    // Joins at the next block, as if it had just begun to play.
    part.wasMoving = false;
  }

  /** Phase of a follower against the leader in seconds of its own time, offset by nudging left out; NaN without both. */
  phaseError(index: number): number {
    const part = this.parts[index];
    const leader = this.parts[this.leader]?.deck;
    if (!part?.deck.grid || !leader || leader === part.deck) return NaN;
    const beats = this.difference(part, leader);
    return (beats * 60) / (part.deck.grid.bpmAt(part.deck.positionSec) * part.deck.motion.tempo);
  }

  /** To be called before each block of `frames`. */
  update(frames: number): void {
    const index = this.leader;
    const leader = this.parts[index]?.deck;
    if (!this.isAnyPlaying) for (let i = 0; i < this.parts.length; i++) (this.parts[i] as Part).offset = 0;
    for (let i = 0; i < this.parts.length; i++) {
      const part = this.parts[i] as Part;
      if (part.follows && i !== index && leader?.grid && part.deck.grid) this.pull(part, leader, frames);
      part.wasMoving = part.deck.isPlaying;
    }
  }

  /** Where the user wants a follower holds for as long as something plays: a set begins with a clean slate. */
  private get isAnyPlaying(): boolean {
    for (let i = 0; i < this.parts.length; i++) if ((this.parts[i] as Part).deck.isPlaying) return true;
    return false;
  }

  private pull(part: Part, leader: Deck, frames: number): void {
    const { deck } = part;
    if (!deck.grid || !leader.grid) return;
    const ownBpm = deck.grid.bpmAt(deck.positionSec);
    const leaderBpm = leader.grid.bpmAt(leader.positionSec) * leader.motion.tempo * (1 + leader.motion.bend);
    if (!part.wasMoving) part.level = levelOf(leaderBpm, ownBpm);
    const tempo = (leaderBpm * part.level) / ownBpm;
    deck.motion.tempo = tempo;
    if (!deck.isPlaying || !leader.isPlaying || deck.motion.isRamping || leader.motion.isRamping) return;
    if (deck.motion.reverse || leader.motion.reverse) return;
    const isNudged = deck.motion.bend !== 0;
    const beats = this.difference(part, leader);
    if (!part.wasMoving) this.join(deck, beats);
    else if (isNudged || part.wasNudged) part.offset += beats;
    else deck.motion.tempo = tempo * (1 + this.bendFor(beats, ownBpm * tempo, frames));
    part.wasNudged = isNudged;
  }

  /** Starts in phase, without a hearable correction. */
  private join(deck: Deck, beats: number): void {
    const { grid } = deck;
    if (!grid || Math.abs(beats) < JUMP_BEATS) return;
    deck.goTo(grid.timeOf(deck.beat + beats) * deck.playback.trackRate);
  }

  /** Beats by which the follower is late. */
  private difference(part: Part, leader: Deck): number {
    const { level, deck, offset } = part;
    // At half tempo two beats of the leader are one of the follower; it may ride on either.
    const beats = leader.beat * level - deck.beat;
    return level === 0.5 ? wrap(2 * (beats - offset)) / 2 : wrap(beats - offset);
  }

  private bendFor(beats: number, bpm: number, frames: number): number {
    const perBlock = (frames / this.sampleRate) * (bpm / 60);
    const share = Math.min(1, (PULL_PER_SEC * frames) / this.sampleRate);
    return Math.max(-MOST_BEND, Math.min(MOST_BEND, (beats * share) / perBlock));
  }
}
