import { listShared } from '#storage/share/inbox.ts';

interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

/** Takes what other apps shared; each file leaves the inbox only after `take` has resolved. Returns how many there were. */
export async function takeShared(take: (files: File[]) => Promise<unknown>): Promise<number> {
  const waiting = await listShared();
  if (waiting.length === 0) return 0;
  await take(waiting.map(({ file }) => file));
  await Promise.all(waiting.map((shared) => shared.clear()));
  return waiting.length;
}

/** Hands over the files that the system opens with the installed app. */
export function onLaunchFiles(take: (files: File[]) => void): void {
  const queue = (globalThis as { launchQueue?: LaunchQueue }).launchQueue;
  queue?.setConsumer(({ files = [] }) => {
    if (files.length > 0) void Promise.all(files.map((handle) => handle.getFile())).then(take);
  });
}
