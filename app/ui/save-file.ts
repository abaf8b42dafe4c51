/** Time for the browser to take the bytes over before their address goes, milliseconds. */
const HANDOVER_MS = 60_000;

/** Saves bytes under a file name, by the browser's download. */
export function saveFile(bytes: Blob, fileName: string): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), HANDOVER_MS);
}
