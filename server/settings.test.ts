import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from './settings.ts';

function linesOf(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.lines;
    throw error;
  }
  return [];
}

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(readSettings({ PORT: '' })).toMatchObject({
      port: 4600,
      host: '127.0.0.1',
      dataDir: resolve('.data'),
      databaseUrl: undefined,
      objectStore: { kind: 'files' },
      signups: 'closed',
      maxUploadBytes: 4_000_000_000,
      quotaBytes: 100_000_000_000,
    });
  });

  it.each([
    ['PORT', 'abc', 'PORT must be a whole number'],
    ['PORT', '70000', 'PORT must be at most 65535'],
    ['HOST', 'a b', 'HOST must be a host name or an IP address'],
    ['DATABASE_URL', 'mysql://x', 'DATABASE_URL must begin with postgres:// or postgresql://'],
    ['SIGNUPS', 'maybe', 'SIGNUPS must be open or closed'],
    ['MAX_UPLOAD_BYTES', '4GB', 'MAX_UPLOAD_BYTES must be a whole number'],
    ['AUTH_SECRET', 'short', 'AUTH_SECRET must have at least 32 characters'],
    ['PUBLIC_URL', 'music.example.org', 'PUBLIC_URL must look like https://music.example.org'],
    ['OBJECT_STORE', '/mnt/x', 'OBJECT_STORE must begin with s3://'],
    [
      'CREDENTIALS_KEY',
      'short',
      'CREDENTIALS_KEY must be 32 bytes in base64 or hex, such as `openssl rand -base64 32` makes',
    ],
    ['FUGA_URL', 'https://next.fugamusic.com/api/v2', 'CREDENTIALS_KEY is missing; FUGA_URL needs it'],
  ])('refuses %s=%s with one clear line', (name, value, line) => {
    expect(linesOf({ [name]: value })).toEqual([line]);
  });

  it('names every wrong variable', () => {
    expect(linesOf({ PORT: 'x', SIGNUPS: 'y' })).toHaveLength(2);
  });

  it('asks for the keys of an S3 store', () => {
    expect(linesOf({ OBJECT_STORE: 's3://audio' })).toEqual([
      'AWS_ACCESS_KEY_ID is missing; OBJECT_STORE needs it',
      'AWS_SECRET_ACCESS_KEY is missing; OBJECT_STORE needs it',
    ]);
  });

  it('reads an S3 store', () => {
    const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key' };
    expect(
      readSettings({ ...keys, OBJECT_STORE: 's3://audio?endpoint=http://127.0.0.1:9000&region=eu' }).objectStore,
    ).toEqual({
      kind: 's3',
      bucket: 'audio',
      endpoint: 'http://127.0.0.1:9000',
      region: 'eu',
      accessKeyId: 'id',
      secretAccessKey: 'key',
    });
    expect(linesOf({ ...keys, OBJECT_STORE: 's3://audio?endpoint=ftp://x' })).toHaveLength(1);
    expect(linesOf({ ...keys, OBJECT_STORE: 's3://' })).toHaveLength(1);
  });

  it('sends a password in clear to this machine alone', () => {
    const CREDENTIALS_KEY = '00'.repeat(32);
    expect(readSettings({ CREDENTIALS_KEY, FUGA_URL: 'http://127.0.0.1:4700/api/v2' }).credentialsKey).toHaveLength(32);
    expect(linesOf({ CREDENTIALS_KEY, FUGA_URL: 'http://next.fugamusic.com/api/v2' })).toHaveLength(1);
  });

  it('takes QUOTA_BYTES=0 as no limit', () => {
    expect(readSettings({ QUOTA_BYTES: '0' }).quotaBytes).toBeNull();
  });
});
