import { expose } from 'comlink';
import { Capture } from './capture.ts';
import { carryAppErrors } from '../rpc/errors.ts';
import { Takes } from './takes.ts';

carryAppErrors();
expose({ capture: new Capture(), takes: new Takes() });
