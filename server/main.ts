// The server's entry: `node server/main.ts`. Everything else begins in `run.ts`; here is what must come before it.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';

// Loading the sources makes V8 grow its space for young objects by 190 MB, which it never gives back.
setFlagsFromString('--semi-space-growth-factor=1');
enableCompileCache(resolve(import.meta.dirname, '../.cache/compiled'));

const { runServer } = await import('#server/run.ts');
await runServer();
flushCompileCache();
