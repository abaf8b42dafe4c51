import { index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { LabelRole } from '#contracts/http/labels.ts';
import type { ReleaseBundle } from '#contracts/release/release.ts';
import { user } from './schema.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const account = (name: string) =>
  text(name)
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' });

/** Who else works in the label of an account. Its holder needs no row. */
export const labelMembers = pgTable(
  'label_members',
  {
    /** Account that holds the label. */
    labelId: account('label_id'),
    userId: account('user_id'),
    role: text('role').$type<LabelRole>().notNull(),
    addedAt: moment('added_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.labelId, table.userId] }), index('label_members_user').on(table.userId)],
);

/** Invitations that nobody has accepted yet. */
export const labelInvitations = pgTable(
  'label_invitations',
  {
    id: text('id').primaryKey(),
    labelId: account('label_id'),
    /** Lower case; '' for whoever has the link. */
    email: text('email').notNull(),
    role: text('role').$type<LabelRole>().notNull(),
    /** SHA-256 of what the link holds. */
    tokenHash: text('token_hash').notNull().unique(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('label_invitations_label').on(table.labelId)],
);

/** Releases as the members of a label share them. */
export const labelReleases = pgTable(
  'label_releases',
  {
    labelId: account('label_id'),
    releaseId: text('release_id').notNull(),
    title: text('title').notNull(),
    bundle: jsonb('bundle').$type<ReleaseBundle>().notNull(),
    revision: integer('revision').notNull(),
    updatedBy: text('updated_by').references(() => user.id, { onDelete: 'set null' }),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.labelId, table.releaseId] })],
);
