import type { Host } from "@placelab/core"

/** What a migration does to its VM; one migration at a time has it. */
export interface MigrationGrip {
  /** Stops the VM, whatever else is said of it, until {@link arrive}. */
  hold(): void
  /** The VM is on `host` from now on, and goes on there. */
  arrive(host: Host): void
  /** Leaves the VM 1 - `share` of what it would be allowed to compute. */
  throttle(share: number): void
  /** The migration is over. */
  release(): void
}

/** What a VM says to the migration that has it. */
export interface MigrationControl {
  /** Ends it: somebody wants so, or the VM is off, which its guest tells. Says whether it could still be ended. */
  cancel(): boolean
}
