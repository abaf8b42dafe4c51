import type { PackedVocalModel, VocalModel } from '#core/analysis/voice/vocal-model.ts';

const LINE = 100;
const base64 = (numbers: Float32Array | Int8Array) => Buffer.from(numbers.buffer).toString('base64');
const floats = (numbers: ArrayLike<number>) => base64(Float32Array.from(numbers));

/** The model as it is kept. */
export function packed({ bias, slope, hidden, ...model }: VocalModel): PackedVocalModel {
  const steps = hidden.map((row) => Math.max(1e-9, ...Array.from(row, Math.abs)) / 127);
  const rows = hidden.flatMap((row, unit) => Array.from(row, (weight) => Math.round(weight / (steps[unit] as number))));
  return {
    mean: floats(model.mean),
    scale: floats(model.scale),
    steps: floats(steps),
    hidden: base64(Int8Array.from(rows)),
    hiddenBias: floats(model.hiddenBias),
    output: floats(model.output),
    ...{ bias, slope },
  };
}

/** The source that keeps the model. */
export function sourceOf(model: VocalModel): string {
  const fields = Object.entries(packed(model)).map(([name, value]) => {
    if (typeof value === 'number') return `  ${name}: ${value.toPrecision(4)},`;
    const lines: string[] = value.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [''];
    return lines.length === 1
      ? `  ${name}: '${value}',`
      : `  ${name}:\n${lines.map((line) => `    '${line}'`).join(' +\n')},`;
  });
  return [
    "import type { PackedVocalModel } from './vocal-model.ts';",
    '',
    '/** Learned by `tests/bench/analysis/learn/voice`; see the model card there. */',
    `export const vocalWeights: PackedVocalModel = {\n${fields.join('\n')}\n};`,
    '',
  ].join('\n');
}
