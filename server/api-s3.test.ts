import { afterAll, beforeAll, describe } from 'vitest';
import { uploadsOnS3Suite } from '../tests/contract/server/s3.ts';
import { emptyDump } from '#server/data-dir/embedded.ts';
import { type Database, openEmbedded } from '#server/db/open.ts';

describe('with recordings in S3', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEmbedded(undefined, await emptyDump());
  }, 120_000);
  afterAll(() => database.close());
  uploadsOnS3Suite(() => database);
});
