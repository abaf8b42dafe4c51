/** Offers a blob to the user as a download. */
export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has begun with its own hold on the data by the next turn of the page.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
