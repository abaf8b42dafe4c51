export { decks, playDemo } from '#features/decks/index.ts';
