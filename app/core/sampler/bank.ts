import { MAX_SAMPLER_BYTES, type PadSample, type SampleBank } from '#contracts/records/sampler.ts';
import { PADS } from '../console/sampler/pads.ts';

const isSlot = (slot: number): boolean => Number.isInteger(slot) && slot >= 0 && slot < PADS;

/** Puts a sample on its pad, in place of what is there. A slot that does not exist changes nothing. */
export function withSample(bank: SampleBank, sample: PadSample): SampleBank {
  if (!isSlot(sample.slot)) return bank;
  return [...bank.filter(({ slot }) => slot !== sample.slot), sample].sort((a, b) => a.slot - b.slot);
}

/** Takes the sample off a pad. */
export const withoutSample = (bank: SampleBank, slot: number): SampleBank =>
  bank.filter((sample) => sample.slot !== slot);

/** Bytes that a new sample on a pad may take beside those of the other pads. */
export function roomFor(bank: SampleBank, slot: number): number {
  const others = withoutSample(bank, slot).reduce((sum, { bytes }) => sum + bytes, 0);
  return Math.max(0, MAX_SAMPLER_BYTES - others);
}
