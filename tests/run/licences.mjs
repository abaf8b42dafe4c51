// Fails when a package that ships with the product has a licence that does not fit AGPL-3.0-or-later.
import { createRequire } from 'node:module';
import { init } from 'license-checker-rseidelsohn';
import { root } from '../../server/toolchain.mjs';
import { fitsAgpl } from './spdx.mjs';

const { name } = createRequire(import.meta.url)('../../package.json');
init({ start: root, production: true, excludePackagesStartingWith: name }, (error, packages) => {
  if (error) throw error;
  const unfit = Object.entries(packages).filter(([, { licenses }]) => ![licenses].flat().some(fitsAgpl));
  for (const [id, { licenses }] of unfit) console.log(`${id}: ${licenses}`);
  console.log(`${Object.keys(packages).length} packages`);
  process.exitCode = unfit.length === 0 ? 0 : 1;
});
