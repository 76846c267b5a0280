import type { ObjectStore } from "../objects/object_store.ts";

/**
 * The place of one feed's data: what pipelines, notebooks and the report are given. `store/layout.ts` says what lies
 * in it, the inventory which of that counts.
 */
export type DataFolder = { readonly objects: ObjectStore };

/** A data folder in which no other run is at work, as `withLock()` gives it: only such a one can be written. */
export type LockedFolder = DataFolder & {
  /**
   * Makes sure that the lock is still this run's: called before anything is published or removed.
   *
   * @throws {Failure} `locked` when it was lost, as by a run that was suspended for longer than a lock is kept
   */
  readonly assertHeld: () => Promise<void>;
};
