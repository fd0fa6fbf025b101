/*
 * What the kernel knows of those it serves: no more than these few words.
 */

/** Something that is due at its date. */
export interface Due {
  /** Which of those that are due on one date come first: the smaller. */
  readonly order: number
  /** Among those of one order, the smaller comes first: what was started first. */
  readonly sequence: number
  due(): void
}

/** What a variable of the fair-share system feeds. */
export interface Fed {
  /** The variable has a new value. Not asked of work, whose progress the work table keeps. */
  valueChanged?(value: number): void
  /** What it uses has changed its speed, bandwidth or latency. */
  resourceChanged(): void
  /** What it uses is off. */
  fail(): void
  /** What it has computed since it came where it is, in flops. */
  computedHere?(): number
}

/** What runs in steps and waits between them: a process. */
export interface Runnable {
  readonly name: string
  /** It does not keep the simulation going. */
  readonly isDaemon: boolean
  /** What it waits for, in words. */
  readonly waitsFor: string
  step(): void
  kill(): void
}

/** Has started activities, and is told when they are over. */
export interface Owner {
  owns(activity: Owned): void
  disowns(activity: Owned): void
}

/** What an owner may do to what it has started. */
export interface Owned {
  /** The owner was killed. */
  abandon(): void
  /** The owner is suspended, or not any more. */
  freeze(isFrozen: boolean): void
}

/** An integral over time whose rate may have changed. */
export interface Metered {
  update(): void
}

/**
 * Order of what falls on one date: profiles of hosts, work that ends, profiles of links, timers. So an end wins over a
 * time-out of the same date, a host that fails over an end, and an end over a link that fails; as in SimGrid.
 */
export const order = { hostProfile: 0, work: 1, linkProfile: 2, timer: 3 } as const
