export { bandPowers, settleSections, weightedEnergy } from './biquads';
export { clean, energies, mixDown, peakOf, peaksOf, product } from './levels';
export { resample } from './resample';
export { truePeak } from './true-peak';
