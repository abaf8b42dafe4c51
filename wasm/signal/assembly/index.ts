export { bandPeaks, settleSections, weightedEnergy } from './biquads';
export { clean, mixDown, peakOf, product } from './levels';
export { resample } from './resample';
export { truePeak } from './true-peak';
