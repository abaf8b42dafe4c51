/** The title that a file name suggests: without folder, extension and leading track number. */
export function titleFromFileName(fileName: string): string {
  const base = fileName.replace(/^.*[/\\]/, '').replace(/\.[A-Za-z0-9]{2,5}$/, '');
  const spaced = base.includes(' ') ? base : base.replaceAll('_', ' ');
  const bare = spaced.replace(/^\d{1,3}\s*[-_. ]\s*(?=\S)/, '').trim();
  return bare || spaced.trim() || fileName;
}
