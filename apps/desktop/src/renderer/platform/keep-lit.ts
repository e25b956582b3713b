/**
 * A hall's screen does not go dark (Screen Wake Lock API). The browser takes the lock away while the page is out of sight
 * and on a low battery; it is asked for again when the page is back.
 */
export function keepLit(): (wanted: boolean) => void {
  let isWanted = false;
  let lock: WakeLockSentinel | null = null;

  async function take(): Promise<void> {
    if (!isWanted || lock !== null || document.visibilityState !== 'visible') return;
    if (!('wakeLock' in navigator)) return;
    // Refused by the browser or the system: the screen's own settings hold then.
    const taken = await navigator.wakeLock.request('screen').catch(() => null);
    if (taken === null) return;
    if (!isWanted) return void taken.release();
    lock = taken;
    taken.addEventListener('release', () => {
      lock = null;
    });
  }

  document.addEventListener('visibilitychange', () => void take());
  return (wanted) => {
    isWanted = wanted;
    if (wanted) void take();
    else void lock?.release();
  };
}
