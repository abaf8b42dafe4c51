import validatorWasm from 'xmllint-wasm/xmllint.wasm?url';
import { proxy } from 'comlink';
import { WorkerPool } from '../rpc/pool.ts';
import type {
  PackageContents,
  PackageFolder,
  PackageRefusal,
  PackageProgress,
  PackageReceipt,
  PackageRequest,
  PackageTarget,
  ReleasePackageApi,
} from './protocol.ts';

const pool = new WorkerPool<ReleasePackageApi>({
  spawn: () =>
    new Worker(new URL('./release-package.worker.ts', import.meta.url), { type: 'module', name: 'release-package' }),
  size: 1,
});

/** See {@link ReleasePackageApi.write}. */
export function writePackage(
  request: PackageRequest,
  target: PackageTarget,
  onProgress: PackageProgress,
  signal?: AbortSignal,
): Promise<PackageReceipt> {
  return pool.run((api) => api.write(request, target, proxy(onProgress)), signal);
}

/** See {@link ReleasePackageApi.read}. */
export function readPackage(
  source: Blob | PackageFolder,
  onProgress: PackageProgress,
  signal?: AbortSignal,
): Promise<PackageContents | PackageRefusal> {
  return pool.run((api) => api.read(source, proxy(onProgress)) as Promise<PackageContents | PackageRefusal>, signal);
}

/** A schema file that the user gave; the one with the message in it is found by its content. */
export interface SchemaFile {
  readonly name: string;
  readonly text: string;
}

export interface SchemaProblem {
  /** Line of the message, from 1; 0 where none is told. */
  readonly line: number;
  /** As the validator says it, in English. */
  readonly message: string;
}

/**
 * Validates a message by the XSD files of DDEX, which their licence forbids to ship: the user supplies them. The validator
 * (libxml2) runs in a worker of its own and is loaded when it is needed.
 *
 * @throws RangeError when none of the files is the schema of the message
 */
export async function validateMessage(xml: string, schemas: readonly SchemaFile[]): Promise<readonly SchemaProblem[]> {
  const main = schemas.find(({ text }) => /\belement\b[^>]*\bname="NewReleaseMessage"/.test(text));
  if (!main) throw new RangeError('no schema of the message');
  // Its worker asks for the same address. Named here, the file belongs to the app and is kept for the use without a network.
  const [{ validateXML }] = await Promise.all([import('xmllint-wasm'), fetch(validatorWasm)]);
  const preload = schemas.filter((one) => one !== main).map(({ name, text }) => ({ fileName: name, contents: text }));
  const { errors } = await validateXML({
    xml: { fileName: 'message.xml', contents: xml },
    schema: { fileName: main.name, contents: main.text },
    preload,
    maxMemoryPages: 4096,
  });
  return errors.map(({ message, loc }) => ({ line: loc?.lineNumber ?? 0, message }));
}
