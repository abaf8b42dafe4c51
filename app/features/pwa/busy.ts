/** Shared by every tab that records or plays, so that no tab swaps the app under another. */
const BUSY_LOCK = 'busy';

/** Says to all tabs that this one must not be interrupted. Returns the function that ends it. */
export function holdBusy(): () => void {
  let release = () => {};
  const ended = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks?.request(BUSY_LOCK, { mode: 'shared' }, () => ended);
  return release;
}

/** True while any tab of the app records or plays. */
export async function anyTabBusy(): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name === BUSY_LOCK);
}
