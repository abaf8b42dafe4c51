export { releaseOf } from '#features/releases/index.ts';
