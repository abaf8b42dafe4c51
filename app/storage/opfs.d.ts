// TypeScript lists synchronous OPFS access for workers only, and `move` nowhere; this folder serves pages and workers.
interface FileSystemSyncAccessHandle {
  read(buffer: AllowSharedBufferSource, options?: { at?: number }): number;
  write(buffer: AllowSharedBufferSource, options?: { at?: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
  /** Undefined where the browser knows one mode only. */
  readonly mode?: string;
}

interface FileSystemFileHandle {
  createSyncAccessHandle(options?: { readonly mode: 'read-only' }): Promise<FileSystemSyncAccessHandle>;
  /** Renames within the folder. */
  move(name: string): Promise<void>;
}
