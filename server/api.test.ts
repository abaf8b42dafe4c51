import { afterAll, beforeAll, describe, it } from 'vitest';
import { accountSuite } from '../tests/contract/server/accounts.ts';
import { deliverySuite } from '../tests/contract/server/deliveries.ts';
import { hostileSuite } from '../tests/contract/server/hostile.ts';
import { labelSuite } from '../tests/contract/server/labels.ts';
import { recordingSuite } from '../tests/contract/server/recordings.ts';
import { serviceSuite } from '../tests/contract/server/service.ts';
import { uploadSuite } from '../tests/contract/server/uploads.ts';
import { startPostgres, type TestPostgres } from '../tests/support/postgres.ts';
import { emptyDump } from '#server/data-dir/embedded.ts';
import { type Database, openEmbedded, openPostgres } from '#server/db/open.ts';

const suites = [accountSuite, recordingSuite, uploadSuite, hostileSuite, serviceSuite, deliverySuite, labelSuite];

describe('on the embedded database', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEmbedded(undefined, await emptyDump());
  }, 120_000);
  afterAll(() => database.close());
  for (const suite of suites) suite(() => database);
});

const postgres = await startPostgres();
if (typeof postgres === 'string') {
  it.skip(`on PostgreSQL: ${postgres}`, () => undefined);
} else {
  describe('on PostgreSQL', () => suitesOn(postgres));
}

function suitesOn(server: TestPostgres): void {
  let database: Database;
  beforeAll(async () => {
    database = await openPostgres(server.url);
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await server.stop();
  });
  for (const suite of suites) suite(() => database);
}
