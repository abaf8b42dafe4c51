/** The value of a field by its dotted name, such as `dates.release`. */
export function valueAt(record: object, field: string): unknown {
  return field.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], record);
}

/** The record with another value in a field by its dotted name. */
export function withValue<T extends object>(record: T, field: string, value: unknown): T {
  const [name = '', ...rest] = field.split('.');
  const inner = (record as Record<string, unknown>)[name];
  const next = rest.length === 0 ? value : withValue((inner ?? {}) as object, rest.join('.'), value);
  return { ...record, [name]: next };
}
