import { resolve } from 'node:path';
import * as v from 'valibot';

/** Where finished recordings and unfinished uploads live. */
export type ObjectStoreSettings =
  | { readonly kind: 'files' }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      /** Undefined for AWS itself. */
      readonly endpoint: string | undefined;
      readonly region: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
    };

const GB = 1_000_000_000;

const wholeNumber = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, 'must be a whole number'),
    v.transform(Number),
    v.minValue(min, `must be at least ${min}`),
    v.maxValue(max, `must be at most ${max}`),
  );

const flag = v.pipe(
  v.picklist(['0', '1'], 'must be 0 or 1'),
  v.transform((value) => value === '1'),
);

const webOrigin = v.pipe(
  v.string(),
  v.check(
    (text) => /^https?:\/\/[^/]+\/?$/.test(text) && URL.canParse(text),
    'must look like https://music.example.org',
  ),
  v.transform((text) => new URL(text).origin),
);

const databaseUrl = v.pipe(
  v.string(),
  v.check((text) => /^postgres(ql)?:\/\//.test(text), 'must begin with postgres:// or postgresql://'),
);

const path = v.pipe(
  v.string(),
  v.transform((text) => resolve(text)),
);

/** A password goes there: in clear only to this machine. */
const serviceUrl = v.pipe(
  v.string(),
  v.check((text) => {
    const url = URL.parse(text);
    const isLocal = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    return (url?.protocol === 'https:' || isLocal) && url.search === '' && url.username === '';
  }, 'must be an https:// address with the version, such as https://host/api/v2 (http:// only on this machine)'),
);

const secretKey = v.pipe(
  v.string(),
  v.transform((text) => Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64')),
  v.check((key) => key.length === 32, 'must be 32 bytes in base64 or hex, such as `openssl rand -base64 32` makes'),
);

/** A name or an address; what cannot be bound to is found out when listening. */
const host = v.pipe(v.string(), v.regex(/^[\w.:-]+$/, 'must be a host name or an IP address'));

const Environment = v.object({
  PORT: v.optional(wholeNumber(0, 65_535), '4600'),
  HOST: v.optional(host, '127.0.0.1'),
  DATA_DIR: v.optional(path, './.data'),
  APP_DIR: v.optional(path, resolve(import.meta.dirname, '../build')),
  DATABASE_URL: v.optional(databaseUrl),
  OBJECT_STORE: v.optional(v.pipe(v.string(), v.startsWith('s3://', 'must begin with s3://'))),
  AWS_ACCESS_KEY_ID: v.optional(v.string()),
  AWS_SECRET_ACCESS_KEY: v.optional(v.string()),
  SIGNUPS: v.optional(v.picklist(['open', 'closed'], 'must be open or closed'), 'closed'),
  MAX_UPLOAD_BYTES: v.optional(wholeNumber(1, 5_000 * GB), String(4 * GB)),
  QUOTA_BYTES: v.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER), String(100 * GB)),
  UPLOAD_TTL_DAYS: v.optional(wholeNumber(1, 365), '7'),
  AUTH_SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'must have at least 32 characters'))),
  PUBLIC_URL: v.optional(webOrigin),
  TRUST_PROXY: v.optional(flag, '0'),
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(16, 'must have at least 16 characters'))),
  FUGA_URL: v.optional(serviceUrl),
  CREDENTIALS_KEY: v.optional(secretKey),
  SERVE_APP: v.optional(flag, '1'),
  LOG_LEVEL: v.optional(v.picklist(['info', 'error', 'silent'], 'must be info, error or silent'), 'info'),
});

type Environment = v.InferOutput<typeof Environment>;

/** All settings of the server, read once at the start. Sizes in bytes. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** The built app; null when something else serves it (hot reload). */
  readonly appDir: string | null;
  /** Undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly objectStore: ObjectStoreSettings;
  readonly signups: 'open' | 'closed';
  readonly maxUploadBytes: number;
  /** What one account may store; null without a limit. */
  readonly quotaBytes: number | null;
  /** Days without a byte after which an unfinished upload is thrown away. */
  readonly uploadTtlDays: number;
  readonly authSecret: string | undefined;
  /** The origin people type, when it is not the one the server sees (proxy, hot reload). */
  readonly publicUrl: string | undefined;
  /** Whether the last address in `X-Forwarded-For` is the client's. */
  readonly trustProxy: boolean;
  readonly metricsToken: string | undefined;
  /** Where FUGA is, with the version; undefined: there is no distributor. */
  readonly fugaUrl: string | undefined;
  /** 32 bytes that seal credentials of other services. Always there with `fugaUrl`. */
  readonly credentialsKey: Buffer | undefined;
  readonly logLevel: 'info' | 'error' | 'silent';
}

/** Settings that do not make sense; one line for each. */
export class SettingsError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'SettingsError';
    this.lines = lines;
  }
}

/**
 * Reads the settings. An empty variable counts as absent.
 *
 * @throws SettingsError with one line per wrong variable; values that may be secret are not repeated
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = v.safeParse(Environment, given);
  if (!parsed.success) {
    throw new SettingsError(parsed.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`));
  }
  const known = parsed.output;
  if (known.FUGA_URL !== undefined && known.CREDENTIALS_KEY === undefined) {
    throw new SettingsError(['CREDENTIALS_KEY is missing; FUGA_URL needs it']);
  }
  return {
    port: known.PORT,
    host: known.HOST,
    dataDir: known.DATA_DIR,
    appDir: known.SERVE_APP ? known.APP_DIR : null,
    databaseUrl: known.DATABASE_URL,
    objectStore: objectStore(known),
    signups: known.SIGNUPS,
    maxUploadBytes: known.MAX_UPLOAD_BYTES,
    quotaBytes: known.QUOTA_BYTES === 0 ? null : known.QUOTA_BYTES,
    uploadTtlDays: known.UPLOAD_TTL_DAYS,
    authSecret: known.AUTH_SECRET,
    publicUrl: known.PUBLIC_URL,
    trustProxy: known.TRUST_PROXY,
    metricsToken: known.METRICS_TOKEN,
    fugaUrl: known.FUGA_URL,
    credentialsKey: known.CREDENTIALS_KEY,
    logLevel: known.LOG_LEVEL,
  };
}

function objectStore(known: Environment): ObjectStoreSettings {
  if (known.OBJECT_STORE === undefined) return { kind: 'files' };
  const lines: string[] = [];
  const url = URL.parse(known.OBJECT_STORE);
  const bucket = url?.hostname ?? '';
  if (!/^[a-z0-9][a-z0-9.-]{2,62}$/.test(bucket)) lines.push('OBJECT_STORE must name a bucket: s3://bucket?region=…');
  const endpoint = url?.searchParams.get('endpoint') ?? undefined;
  if (endpoint !== undefined && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) {
    lines.push('OBJECT_STORE has an endpoint that is not an http(s) URL');
  }
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = known;
  if (!accessKeyId) lines.push('AWS_ACCESS_KEY_ID is missing; OBJECT_STORE needs it');
  if (!secretAccessKey) lines.push('AWS_SECRET_ACCESS_KEY is missing; OBJECT_STORE needs it');
  if (lines.length > 0 || !accessKeyId || !secretAccessKey) throw new SettingsError(lines);
  const region = url?.searchParams.get('region') ?? 'us-east-1';
  return { kind: 's3', bucket, endpoint, region, accessKeyId, secretAccessKey };
}
