import { sql } from 'drizzle-orm';
import { bigint, boolean, index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const created = () => moment('created_at').notNull().defaultNow();
const updated = () => moment('updated_at').notNull().defaultNow();
const bytes = (name: string) => bigint(name, { mode: 'number' }).notNull();

/** Accounts. The first one of a server is its owner; the index keeps it the only one. */
export const user = pgTable(
  'user',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    email: text('email').notNull().unique(),
    emailVerified: boolean('email_verified').notNull().default(false),
    image: text('image'),
    role: text('role').notNull().default('member'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (table) => [
    uniqueIndex('user_one_owner')
      .on(table.role)
      .where(sql`${table.role} = 'owner'`),
  ],
);

const userId = () =>
  text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' });

export const session = pgTable(
  'session',
  {
    id: text('id').primaryKey(),
    expiresAt: moment('expires_at').notNull(),
    token: text('token').notNull().unique(),
    createdAt: created(),
    updatedAt: updated(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: userId(),
  },
  (table) => [index('session_user').on(table.userId)],
);

/** Ways to sign in; `password` is a salted scrypt hash. */
export const account = pgTable(
  'account',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: userId(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (table) => [index('account_user').on(table.userId)],
);

export const verification = pgTable(
  'verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (table) => [index('verification_identifier').on(table.identifier)],
);

/** Verified audio. The bytes are the object `storageKey`; the sidecar beside it can rebuild the row. */
export const recordings = pgTable(
  'recordings',
  {
    id: text('id').primaryKey(),
    userId: userId(),
    sha256: text('sha256').notNull(),
    sizeBytes: bytes('size_bytes'),
    mimeType: text('mime_type').notNull(),
    fileName: text('file_name').notNull(),
    title: text('title').notNull(),
    storageKey: text('storage_key').notNull().unique(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('recordings_user_sha256').on(table.userId, table.sha256),
    index('recordings_user_created').on(table.userId, table.createdAt, table.id),
  ],
);

/**
 * Uploads: whose they are, and what they reserve of the quota while unfinished. A finished one is remembered for a while,
 * because a client whose answer was lost asks where its upload stands.
 */
export const uploads = pgTable(
  'uploads',
  {
    id: text('id').primaryKey(),
    userId: userId(),
    sha256: text('sha256').notNull(),
    sizeBytes: bytes('size_bytes'),
    fileName: text('file_name').notNull(),
    title: text('title').notNull(),
    createdAt: moment('created_at').notNull(),
    /** When bytes last arrived, to the minute. */
    activeAt: moment('active_at').notNull(),
    /** What a finished upload became. */
    recordingId: text('recording_id').references(() => recordings.id, { onDelete: 'cascade' }),
  },
  (table) => [
    index('uploads_user').on(table.userId),
    index('uploads_active').on(table.activeAt),
    index('uploads_recording').on(table.recordingId),
  ],
);
