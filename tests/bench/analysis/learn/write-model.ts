import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChoiceModel } from '#core/analysis/rhythm/choice-model.ts';

const FOLDER = join(import.meta.dirname, '../../../../app/core/analysis/rhythm/models');

/** Writes models that answer together as source, to four digits, in one string that loads faster than literals. */
export function writeModel(name: 'level' | 'bar' | 'pulse', models: readonly ChoiceModel[]): void {
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);
  const lines = [
    "import type { ChoiceModel } from '../choice-model.ts';",
    '',
    '/** Learned by `tests/bench/analysis/learn`; see the model card there. */',
    `export const ${name}Models = JSON.parse(\n  '${JSON.stringify(models, rounded)}',\n) as readonly ChoiceModel[];`,
    '',
  ];
  writeFileSync(join(FOLDER, `${name}-model.ts`), lines.join('\n'));
}
