import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a benchmark measured: rows for people, figures for machines. */
export interface BenchResult {
  readonly table: string[][];
  readonly figures: Record<string, number>;
}

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -3));

const [name = '', ...args] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`npm run bench -- <name>, where <name> is one of: ${names.join(', ')}`);
  process.exit(1);
}

const bench = (await import(join(folder, `${name}.ts`))) as { run: (args: string[]) => Promise<BenchResult> };
const { table, figures } = await bench.run(args);
const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
console.log(JSON.stringify({ bench: name, figures }));
process.exit(0);
