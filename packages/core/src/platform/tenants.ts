import type { Guest } from "./guest.ts"

/** What runs on a host and dies with it. */
export interface Hosted {
  /** Its host is off. */
  hostFailed(): void
  /** Its host is suspended, or not any more. */
  freeze(isFrozen: boolean): void
}

/** Needs the host without computing on it: a transfer, a disk access. */
export interface Dependent {
  fail(): void
}

/** Who is on a host; made when the first one comes, as most of many guests have nobody but computations. */
export class Tenants {
  /** What fails with the host. */
  readonly dependents = new Set<Dependent>()
  /** The processes that run on it. */
  readonly processes = new Set<Hosted>()
  readonly guests = new Set<Guest>()
  /** What begins anew whenever it comes back. */
  readonly boots: (() => void)[] = []
}
