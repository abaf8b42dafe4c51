import { expose } from 'comlink';
import { idbSpool } from '#storage/spool/idb.ts';
import { Capture } from './capture.ts';

// The recorder as it runs in a browser without synchronous OPFS access.
expose(new Capture(idbSpool));
