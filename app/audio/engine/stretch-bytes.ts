/** The stretcher's WASM, which its package carries as text inside a script of its own. */
export async function stretchBytes(): Promise<ArrayBuffer> {
  const { default: script } = await import('signalsmith-stretch?raw');
  const base64 = /data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)/.exec(script)?.[1];
  if (!base64) throw new Error('signalsmith-stretch has changed: no WASM in it');
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
}
