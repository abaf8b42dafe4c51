import type { Random } from '../../music/random.ts';
import { RATE } from '../../render/pcm.ts';
import { reverberate } from '../../render/synth/reverb.ts';

/**
 * The track with another player in the middle of it, in a small room and with an echo now and then; mono.
 *
 * @param db how much louder than all others together it is where it plays
 */
export function mixed(track: Float32Array, player: Float32Array, db: number, random: Random): Float32Array {
  const gain = 10 ** (db / 20) * ratio(track, player);
  const wet = new Float32Array(track.length);
  for (let i = 0; i < wet.length; i++) wet[i] = gain * (player[i] ?? 0);
  if (random.chance(0.8)) reverberate([wet], random.between(0, 0.4));
  if (random.chance(0.2)) echo(wet, random.between(0.2, 0.5), random.between(0.1, 0.35));
  let peak = 1;
  for (let i = 0; i < wet.length; i++) {
    wet[i]! += track[i] as number;
    peak = Math.max(peak, Math.abs(wet[i] as number));
  }
  for (let i = 0; i < wet.length; i++) wet[i]! /= peak;
  return wet;
}

/** How much louder the track is than the player, where the player plays. */
function ratio(track: Float32Array, player: Float32Array): number {
  const hop = RATE / 10;
  let [own, all] = [1e-9, 1e-9];
  for (let at = 0; at + hop <= player.length; at += hop) {
    let [voice, band] = [0, 0];
    for (let i = at; i < at + hop; i++) {
      voice += (player[i] as number) ** 2;
      band += (track[i] as number) ** 2;
    }
    if (voice / hop < 1e-5) continue;
    own += voice;
    all += band;
  }
  return Math.sqrt(Math.max(all, 1e-3) / own);
}

function echo(sound: Float32Array, sec: number, amount: number): void {
  const delay = Math.round(sec * RATE);
  for (let i = delay; i < sound.length; i++) sound[i]! += amount * (sound[i - delay] as number);
}
