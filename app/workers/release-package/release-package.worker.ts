import { serve } from '../rpc/serve.ts';
import type { ReleasePackageApi } from './protocol.ts';
import { readPackage } from './read.ts';
import { writePackage } from './write.ts';

const api: ReleasePackageApi = { write: writePackage, read: readPackage };

serve(api);
