export { library } from '#features/library/index.ts';
