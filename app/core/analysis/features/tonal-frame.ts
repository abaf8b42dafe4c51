/** Bins of a chroma frame: three for each semitone, so that the tuning can be chosen afterwards. */
export const CHROMA_BINS = 36;

/** Hz between which peaks count as melody and harmony, and as bass. */
const HARMONY = { low: 80, high: 3000 } as const;
const BASS = { low: 30, high: 200 } as const;
/** A peak stands this far above the mean magnitude around it; below it are noise and side lobes. */
const ABOVE_FLOOR = 2;
/** Half the width in Hz over which that mean is taken. */
const FLOOR_REACH = 48;
/** A tone may be a harmonic of a lower one: it counts for the first five, each time with this factor. */
const HARMONICS = 5;
const HARMONIC_DECAY = 0.8;

/** What one spectrum says about pitch; made once, overwritten by every {@link TonalFrame.analyse}. */
export class TonalFrame {
  /** Pitch classes of melody and harmony, {@link CHROMA_BINS}, bin 0 = C; largest value 1, all 0 without peaks. */
  readonly harmony = new Float32Array(CHROMA_BINS);
  /** The same of the bass, overtones not folded. */
  readonly bass = new Float32Array(CHROMA_BINS);
  /** Energy between the lowest and highest looked at. */
  energy = 0;
  /** Share of that energy in peaks: near 0 for noise, most of it for tones. */
  tonality = 0;
  /** Sum over peaks of weight times e^(2 pi i deviation in semitones), and the sum of weights. */
  tuningRe = 0;
  tuningIm = 0;
  tuningWeight = 0;
  private readonly magnitude: Float64Array;
  private readonly hzPerBin: number;
  private readonly reach: number;

  /** @param length of the transform */
  constructor(sampleRate: number, length: number) {
    this.hzPerBin = sampleRate / length;
    this.reach = Math.max(4, Math.round(FLOOR_REACH / this.hzPerBin));
    const last = Math.ceil(HARMONY.high / this.hzPerBin) + this.reach + 1;
    this.magnitude = new Float64Array(Math.min(length / 2, last + 1));
  }

  /** @param power bins 0 to `length / 2 - 1` of a Hann-windowed frame */
  analyse(power: ArrayLike<number>): void {
    const { magnitude, reach } = this;
    this.clear();
    for (let k = 0; k < magnitude.length; k++) magnitude[k] = Math.sqrt(power[k] as number);
    const from = Math.max(2, Math.floor(BASS.low / this.hzPerBin));
    const to = Math.min(magnitude.length - reach - 1, Math.floor(HARMONY.high / this.hzPerBin) + 1);
    let floor = 0;
    for (let k = Math.max(0, from - reach); k < from + reach; k++) floor += magnitude[k] as number;
    let peaks = 0;
    for (let k = from; k < to; k++) {
      floor += magnitude[k + reach] as number;
      const here = magnitude[k] as number;
      this.energy += here * here;
      if (this.isPeak(k, floor / (2 * reach + 1))) {
        peaks += this.energyAround(k);
        this.addPeak(k);
      }
      if (k >= reach) floor -= magnitude[k - reach] as number;
    }
    this.tonality = this.energy > 0 ? Math.min(1, peaks / this.energy) : 0;
    normalise(this.harmony);
    normalise(this.bass);
  }

  private clear(): void {
    this.harmony.fill(0);
    this.bass.fill(0);
    this.energy = 0;
    this.tuningRe = 0;
    this.tuningIm = 0;
    this.tuningWeight = 0;
  }

  private isPeak(k: number, floor: number): boolean {
    const here = this.magnitude[k] as number;
    return (
      here > ABOVE_FLOOR * floor &&
      here > (this.magnitude[k - 1] as number) &&
      here >= (this.magnitude[k + 1] as number)
    );
  }

  private energyAround(k: number): number {
    return (
      (this.magnitude[k - 1] as number) ** 2 +
      (this.magnitude[k] as number) ** 2 +
      (this.magnitude[k + 1] as number) ** 2
    );
  }

  /** Finds the place of the peak by a parabola through the logarithms, and adds it where it belongs. */
  private addPeak(k: number): void {
    const before = Math.log((this.magnitude[k - 1] as number) + 1e-12);
    const here = Math.log((this.magnitude[k] as number) + 1e-12);
    const after = Math.log((this.magnitude[k + 1] as number) + 1e-12);
    const offset = (0.5 * (before - after)) / (before - 2 * here + after);
    const hz = (k + offset) * this.hzPerBin;
    const height = Math.exp(here - 0.25 * (before - after) * offset);
    const root = Math.sqrt(height);
    // Between the square root and the magnitude itself: loud tones lead without drowning the quiet ones.
    const weight = root * Math.sqrt(root);
    const pitch = 69 + 12 * Math.log2(hz / 440);
    if (hz >= BASS.low && hz <= BASS.high) addPitch(this.bass, pitch, weight);
    if (hz < HARMONY.low || hz > HARMONY.high) return;
    this.addTuning(pitch, weight);
    for (let harmonic = 0, share = weight; harmonic < HARMONICS; harmonic++, share *= HARMONIC_DECAY) {
      addPitch(this.harmony, pitch - (semitonesUp[harmonic] as number), share);
    }
  }

  private addTuning(pitch: number, weight: number): void {
    const angle = 2 * Math.PI * (pitch - Math.round(pitch));
    this.tuningRe += weight * Math.cos(angle);
    this.tuningIm += weight * Math.sin(angle);
    this.tuningWeight += weight;
  }
}

const semitonesUp = Array.from({ length: HARMONICS }, (_, i) => 12 * Math.log2(i + 1));

/** Shares `weight` between the two bins beside `pitch` (MIDI number, C = 0 modulo 12). */
function addPitch(chroma: Float32Array, pitch: number, weight: number): void {
  const place = 3 * pitch + 12 * CHROMA_BINS;
  const below = Math.floor(place);
  const share = place - below;
  const low = below % CHROMA_BINS;
  const high = (below + 1) % CHROMA_BINS;
  chroma[low] = (chroma[low] as number) + weight * (1 - share);
  chroma[high] = (chroma[high] as number) + weight * share;
}

function normalise(chroma: Float32Array): void {
  let most = 0;
  for (const value of chroma) most = Math.max(most, value);
  if (most > 0) for (let i = 0; i < chroma.length; i++) chroma[i] = (chroma[i] as number) / most;
}
