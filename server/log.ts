/** Facts of one log line. Never secrets: no cookies, tokens, bodies, query strings or e-mail addresses. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Structured log: one JSON object per line. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields, cause?: unknown): void;
}

/** Log to standard output; `error` leaves out what is no failure, `silent` everything. */
export function createLog(level: 'info' | 'error' | 'silent'): Log {
  const write = (severity: 'info' | 'error', event: string, fields: LogFields) => {
    const line = { time: new Date().toISOString(), level: severity, event, ...fields };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  return {
    info: (event, fields = {}) => {
      if (level === 'info') write('info', event, fields);
    },
    error: (event, fields = {}, cause) => {
      if (level !== 'silent') write('error', event, { ...fields, ...describe(cause) });
    },
  };
}

/** Drizzle puts the statement's parameters into its message; they stay out of the log. */
function describe(cause: unknown): LogFields {
  if (!(cause instanceof Error)) return cause === undefined ? {} : { cause: 'a thrown value that is no error' };
  const root = cause.cause instanceof Error ? cause.cause : cause;
  return { error: root.name, message: root.message, stack: root.stack };
}
