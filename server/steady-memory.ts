import { setFlagsFromString } from 'node:v8';

/**
 * Makes receiving cheap. Every piece that arrives from the network is memory outside of V8's heap, and by default V8 marks
 * its whole heap, that of the embedded database included, for each 64 MB of them: two thirds of the work of an upload
 * (500 MB: 2.4 s of processor time, 1.1 s with this). Now they count towards the heap's own limit. Called after the
 * start, because making a database leaves much behind that is better collected early.
 */
export function collectNetworkMemoryLazily(): void {
  // Older engines do not know the flag and would complain on the terminal.
  if (Number.parseInt(process.versions.v8, 10) >= 13) setFlagsFromString('--external-memory-accounted-in-global-limit');
}
