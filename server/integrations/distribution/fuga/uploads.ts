import type { FilePart, UploadTarget } from '../port.ts';
import type { FugaClient } from './client.ts';

/** Begins an upload. The session is good until it is finished or forgotten by the service. */
export async function startUpload(client: FugaClient, { kind, id }: UploadTarget): Promise<string> {
  const audio = { id: Number(id), type: 'audio', overwrite_all: true, clear_all_encodings: true };
  const body = kind === 'audio' ? audio : { id: Number(id), type: 'image' };
  const answer = await client.call<{ id: unknown }>({ method: 'POST', path: '/upload/start', body });
  return String(answer.id);
}

export async function sendPart(client: FugaClient, session: string, part: FilePart): Promise<void> {
  const form = () => {
    const fields = new FormData();
    fields.set('uuid', session);
    fields.set('filename', part.fileName);
    fields.set('partbyteoffset', String(part.offset));
    fields.set('totalfilesize', String(part.fileBytes));
    fields.set('partindex', String(part.index));
    fields.set('totalparts', String(part.count));
    fields.set('chunksize', String(part.partBytes));
    fields.set('file', new Blob([part.bytes]), part.fileName);
    return fields;
  };
  await client.call({ method: 'POST', path: '/upload', form });
}

export async function finishUpload(client: FugaClient, uuid: string, filename: string, md5sum: string): Promise<void> {
  await client.call({ method: 'POST', path: '/upload/finish', body: { uuid, filename, md5sum } });
}
