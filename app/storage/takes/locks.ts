/** Held by the tab that records, for as long as it does. */
export const RECORDING_LOCK = 'recording';

const takeLock = (takeId: string) => `take:${takeId}`;

/** A Web Lock that is held until released, or until the thread that holds it dies. */
export interface HeldLock {
  release(): void;
}

/** Takes a lock if nobody holds it, else returns null. @thread any */
export function tryHold(name: string): Promise<HeldLock | null> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock === null) return resolve(null);
        return new Promise<void>((release) => resolve({ release }));
      })
      .catch(reject);
  });
}

export const tryHoldTake = (takeId: string): Promise<HeldLock | null> => tryHold(takeLock(takeId));

/** Runs `work` while no other thread of any tab may touch the take; waits for those that do. */
export function withTake<T>(takeId: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(takeLock(takeId), work) as Promise<T>;
}

/** Like {@link withTake}, but returns null at once when another thread has the take. */
export function withFreeTake<T>(takeId: string, work: () => Promise<T>): Promise<T | null> {
  return navigator.locks.request(takeLock(takeId), { ifAvailable: true }, async (lock) =>
    lock === null ? null : work(),
  ) as Promise<T | null>;
}

/** Whether any thread of any tab holds the lock. */
export async function isHeld(name: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === name);
}

/** Resolves when nobody holds the lock any more, for whatever reason. */
export async function whenFree(name: string): Promise<void> {
  await navigator.locks.request(name, { mode: 'shared' }, () => undefined);
}

/** Whether a thread of any tab works on the take. */
export const isTakeHeld = (takeId: string): Promise<boolean> => isHeld(takeLock(takeId));
