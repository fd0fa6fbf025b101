import { Durations } from "../durations.ts"

/**
 * What becomes known of the hosts, date by date. What is told of a host again on the same date replaces what was told before, as in
 * CloudSim's histories; so the newest state of each host is kept back until a later one comes.
 */
export class HostRecord {
  /** Of all hosts together. */
  activeSeconds = 0
  /** Of these, with less CPU given than asked for. */
  violatedSeconds = 0
  /** Each from its begin to the host's becoming idle. A host that is idle at first was active from 0 on. */
  readonly activeTimes = new Durations()

  readonly #date: Float64Array
  readonly #isActive: Uint8Array
  readonly #isShort: Uint8Array
  readonly #wasActive: Uint8Array
  readonly #activeSince: Float64Array

  constructor(hosts: number) {
    this.#date = new Float64Array(hosts).fill(never)
    this.#isActive = new Uint8Array(hosts)
    this.#isShort = new Uint8Array(hosts)
    this.#wasActive = new Uint8Array(hosts).fill(1)
    this.#activeSince = new Float64Array(hosts)
  }

  add(host: number, date: number, given: number, asked: number): void {
    const since = this.#date[host]!
    if (since !== date && since !== never) this.#close(host, date)
    this.#date[host] = date
    this.#isActive[host] = given > 0 ? 1 : 0
    this.#isShort[host] = given < asked ? 1 : 0
  }

  /** No more will be told. */
  finish(): void {
    for (const [host, date] of this.#date.entries()) if (date !== never) this.#close(host, date)
  }

  /** The newest state of the host holds until `end`. */
  #close(host: number, end: number): void {
    const since = this.#date[host]!
    const isActive = this.#isActive[host]!
    if (isActive === 1) {
      if (this.#wasActive[host] === 0) this.#activeSince[host] = since
      this.activeSeconds += end - since
      if (this.#isShort[host] === 1) this.violatedSeconds += end - since
    } else if (this.#wasActive[host] === 1) {
      this.activeTimes.add(host, since - this.#activeSince[host]!)
    }
    this.#wasActive[host] = isActive
  }
}

const never = -1
