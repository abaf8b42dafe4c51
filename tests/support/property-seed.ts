import * as fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a red run says something about the change. `PROPERTY_SEED`
 * looks elsewhere: a number, or `random`.
 */
const wish = typeof process === 'undefined' ? undefined : process.env['PROPERTY_SEED'];
if (wish !== 'random') fc.configureGlobal({ seed: Number(wish ?? 20_261_125) });
