/** Keeps the screen on until the returned function is called. Browsers without wake lock are left as they are. */
export function keepAwake(): () => void {
  let held: WakeLockSentinel | null = null;
  let wanted = true;

  /** The browser lets go whenever the page is hidden. */
  const acquire = async () => {
    if (!wanted || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    held = await navigator.wakeLock.request('screen').catch(() => null);
    if (!wanted) await held?.release();
  };
  document.addEventListener('visibilitychange', acquire);
  void acquire();
  return () => {
    wanted = false;
    document.removeEventListener('visibilitychange', acquire);
    void held?.release();
  };
}
