import { realSpectrum, spectrumIm, spectrumRe } from '../../spectrum/assembly/fft';
import { log1p4 } from './logarithm';

/**
 * Addresses and numbers of a front end, as 32-bit values from its start:
 *   0   FFT plan                     4   window
 *   8   number of filters            12  first bin of each, i32
 *   16  for each, in bytes: where its weights begin, and one more for the end of the last; rows of whole vectors
 *   20  weights                      24  onset band of each filter, i32
 *   28  place of each in the tones, -1 for none, i32
 *   32  share of each onset band     36  share of each place in the tones below the levels
 *   40  magnitudes, then rises, n / 2 + 8 floats 44  three rows of logarithms, one after the other, a vector of 0 before each
 *   48  bytes of such a row          52  tones of the frames since the last row, 28 floats
 *   56  scale of magnitudes, f32     60  level, f32
 *
 * The names of the fields are their addresses in it.
 */
const PLAN: usize = 0;
const WINDOW: usize = 4;
const FILTERS: usize = 8;
const FIRST_BIN: usize = 12;
const WEIGHT_AT: usize = 16;
const WEIGHTS: usize = 20;
const ONSET_BAND: usize = 24;
const TONE_AT: usize = 28;
const ONSET_SHARE: usize = 32;
const TONE_SHARE: usize = 36;
const MAGNITUDES: usize = 40;
const LOGS: usize = 44;
const LOG_BYTES: usize = 48;
const TONE: usize = 52;
const SCALE: usize = 56;
const LEVEL: usize = 60;

const FLOOR: f32 = 0.005;
const DECAY: f32 = 0.998268569;
const SILENCE: f32 = 1e-5;
const TONE_FRAMES = 10;
const TONE_BYTES: usize = 112;
const TONE_LEVELS: usize = 80;
const ONSET_BYTES: usize = 32;

/**
 * Frames number `frame` to `frame + count - 1`; `starts` tells, as i32, at which byte of `input` each begins. Writes 8 floats a
 * frame to `onsets`, and 28 to `tones` after each tenth frame.
 */
export function rhythmFrames(
  state: usize,
  input: usize,
  starts: usize,
  frame: i32,
  count: i32,
  onsets: usize,
  tones: usize,
): void {
  let tonesOut = tones;
  for (let i = 0; i < count; i++) {
    const number = frame + i;
    realSpectrum(load<u32>(state, PLAN), input + load<u32>(starts + ((<usize>i) << 2)), load<u32>(state, WINDOW));
    magnitudes(state);
    const row = load<u32>(state, LOG_BYTES);
    const logs = load<u32>(state, LOGS) + 16;
    const now = logs + <usize>(number % 3) * row;
    // Two frames before, in a ring of three, is one further.
    const before = logs + <usize>((number + 1) % 3) * row;
    filter(state, now);
    compress(state, now);
    collect(state, now, before, onsets + <usize>i * ONSET_BYTES);
    if (number % TONE_FRAMES == TONE_FRAMES - 1) {
      endTone(load<u32>(state, TONE), tonesOut);
      tonesOut += TONE_BYTES;
    }
  }
}

function magnitudes(state: usize): void {
  const re = spectrumRe();
  const im = spectrumIm();
  const out = load<u32>(state, MAGNITUDES);
  const end: usize = (<usize>load<i32>(load<u32>(state, PLAN))) << 1;
  for (let k: usize = 0; k < end; k += 16) {
    const x = v128.load(re + k);
    const y = v128.load(im + k);
    v128.store(out + k, f32x4.sqrt(f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y))));
  }
}

/** Magnitude of each filter into a row; raises the level. */
function filter(state: usize, out: usize): void {
  const filters: usize = load<u32>(state, FILTERS);
  const from = load<u32>(state, MAGNITUDES);
  const firstBin = load<u32>(state, FIRST_BIN);
  const weightAt = load<u32>(state, WEIGHT_AT);
  const weights = load<u32>(state, WEIGHTS);
  const scale = load<f32>(state, SCALE);
  let loudest: f32 = 0;
  for (let i: usize = 0; i < filters << 2; i += 4) {
    const end = load<u32>(weightAt + i, 4);
    let bins: usize = from + ((<usize>load<i32>(firstBin + i)) << 2);
    let sum = f32x4.splat(0);
    for (let at: usize = load<u32>(weightAt + i); at < end; at += 16) {
      sum = f32x4.add(sum, f32x4.mul(v128.load(bins), v128.load(weights + at)));
      bins += 16;
    }
    const two = f32x4.add(sum, i64x2.shuffle(sum, sum, 1, 0));
    const magnitude = scale * (f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1));
    store<f32>(out + i, magnitude);
    loudest = max<f32>(loudest, magnitude);
  }
  store<f32>(state, max<f32>(SILENCE, max<f32>(loudest, load<f32>(state, LEVEL) * DECAY)), LEVEL);
}

/** Logarithms of a row against the level, in place. */
function compress(state: usize, row: usize): void {
  const gain = f32x4.splat(1 / (FLOOR * load<f32>(state, LEVEL)));
  const end: usize = (<usize>load<u32>(state, FILTERS)) << 2;
  for (let i: usize = 0; i < end; i += 16) v128.store(row + i, log1p4(f32x4.mul(v128.load(row + i), gain)));
}

/** Rises against the earlier row, maximum-filtered, by band; and the tones. */
function collect(state: usize, now: usize, before: usize, onsets: usize): void {
  const filters: usize = load<u32>(state, FILTERS);
  const end = filters << 2;
  const rises = load<u32>(state, MAGNITUDES);
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const beside = f32x4.pmax(v128.load(before + i - 4), v128.load(before + i + 4));
    const widest = f32x4.pmax(v128.load(before + i), beside);
    v128.store(rises + i, f32x4.pmax(zero, f32x4.sub(v128.load(now + i), widest)));
  }
  const onsetBand = load<u32>(state, ONSET_BAND);
  const onsetShare = load<u32>(state, ONSET_SHARE);
  const toneAt = load<u32>(state, TONE_AT);
  const toneShare = load<u32>(state, TONE_SHARE);
  const tone = load<u32>(state, TONE);
  memory.fill(onsets, 0, ONSET_BYTES);
  for (let i: usize = 0; i < end; i += 4) {
    const value = load<f32>(now + i);
    const band: usize = (<usize>load<i32>(onsetBand + i)) << 2;
    const share = load<f32>(onsetShare + band);
    store<f32>(onsets + band, load<f32>(onsets + band) + load<f32>(rises + i) * share);
    const level = tone + TONE_LEVELS + band;
    store<f32>(level, load<f32>(level) + value * share);
    const place = load<i32>(toneAt + i);
    if (place < 0) continue;
    const at: usize = (<usize>place) << 2;
    store<f32>(tone + at, load<f32>(tone + at) + value * load<f32>(toneShare + at));
  }
}

function endTone(tone: usize, out: usize): void {
  for (let i: usize = 0; i < TONE_BYTES; i += 4) {
    store<f32>(out + i, load<f32>(tone + i) / <f32>TONE_FRAMES);
    store<f32>(tone + i, 0);
  }
}
