import type { Identifier, Party } from '#contracts/release/release.ts';

/** A party with another value of one identifier; one that says nothing is left out. */
export function withIdentifier(party: Party, scheme: string, change: Partial<Identifier>): Party {
  const old = party.identifiers.find((one) => one.scheme === scheme);
  const next = { scheme, value: '', isNew: false, ...old, ...change };
  const others = party.identifiers.filter((one) => one.scheme !== scheme);
  return { ...party, identifiers: next.value !== '' || next.isNew ? [...others, next] : others };
}
