/** Places in a record of what is no finite number, `null` apart; empty where all is well. */
export function findings(record: unknown, path = ''): { readonly broken: readonly string[] } {
  if (typeof record === 'number') return { broken: Number.isFinite(record) ? [] : [`${path} = ${record}`] };
  if (record === null || typeof record !== 'object')
    return { broken: record === undefined ? [`${path} is missing`] : [] };
  const entries = ArrayBuffer.isView(record)
    ? Array.from(record as unknown as ArrayLike<number>, (value, i) => [String(i), value] as const)
    : Object.entries(record);
  return { broken: entries.flatMap(([name, value]) => findings(value, `${path}.${name}`).broken) };
}
