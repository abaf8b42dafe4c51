export { rhythmFrames } from './frames';
