export const deckIds = ['A', 'B', 'C', 'D'] as const;

export type DeckId = (typeof deckIds)[number];
