import type { SharingPolicy } from "../fairshare/fairShare.ts"
import {
  InputError,
  nonNegative,
  positive,
  positiveInteger,
  positiveOrInfinite,
  unknownName,
} from "../inputError.ts"
import type { Host } from "../platform/host.ts"
import type { Link } from "../platform/link.ts"
import { type NetworkModel, plainNetwork } from "../platform/networkModel.ts"
import { Within } from "../process/combinators.ts"
import { Process } from "../process/process.ts"
import type { Steps, Waitable } from "../process/waitable.ts"
import type { Bytes, BytesPerSecond, Flops, FlopsPerSecond, Seconds } from "../units.ts"
import { Sleep } from "./activity.ts"
import { Computation } from "./computation.ts"
import { Kernel } from "./kernel.ts"
import { Transfer } from "./transfer.ts"

/** Inside a host: 10 GB/s for each transfer, without latency, as long as no route says otherwise. */
const loopback = { bandwidth: 1e10, latency: 0, policy: "fatpipe" } as const

/**
 * A simulated platform with its clock: hosts and links that are shared fairly, activities on them, and processes that
 * start activities and wait for them.
 *
 * Deterministic: the same calls give the same dates, bit for bit.
 *
 * @example
 * const engine = new Engine()
 * const a = engine.addHost({ name: "a", speed: 1e9 })
 * const b = engine.addHost({ name: "b", speed: 1e9 })
 * engine.addRoute(a, b, [engine.addLink({ name: "wire", bandwidth: 125e6, latency: 1e-4 })])
 * engine.spawn("sender", function* () {
 *   yield* engine.compute(a, 2e9)
 *   yield* engine.transfer(a, b, 1e9)
 * })
 * engine.run() // 10.0001: 2 s of computing, 0.1 ms of latency, 8 s of bytes
 */
export class Engine {
  readonly network: NetworkModel
  readonly #kernel = new Kernel()
  readonly #hosts = new Map<string, Host>()
  readonly #links = new Map<string, Link>()
  readonly #routes = new Map<string, Route>()
  readonly #loopbacks = new Map<string, readonly Link[]>()

  /** `network` says how transfers behave; default {@link plainNetwork}. */
  constructor({ network = plainNetwork }: { readonly network?: NetworkModel } = {}) {
    this.network = network
  }

  /** The simulated date, in seconds from 0. */
  get now(): Seconds {
    return this.#kernel.now
  }

  /** Adds a host of `cores` (default 1) cores of `speed` flop/s each. Errors: InputError, also for a name that is taken. */
  addHost({ name, speed, cores = 1 }: { name: string; speed: FlopsPerSecond; cores?: number }): Host {
    const where = `host "${name}"`
    if (this.#hosts.has(name)) throw new InputError(where, "name", name, "a name that no other host has")
    positive(where, "speed", speed, "flop/s")
    positiveInteger(where, "cores", cores)
    const host = { name, speed, cores, constraint: this.#kernel.fairShare.addConstraint(cores * speed) }
    this.#hosts.set(name, host)
    return host
  }

  /** Adds a link; `latency` default 0, `policy` default "shared". Errors: InputError, also for a name that is taken. */
  addLink({
    name,
    bandwidth,
    latency = 0,
    policy = "shared",
  }: {
    name: string
    bandwidth: BytesPerSecond
    latency?: Seconds
    policy?: SharingPolicy
  }): Link {
    const where = `link "${name}"`
    if (this.#links.has(name)) throw new InputError(where, "name", name, "a name that no other link has")
    positive(where, "bandwidth", bandwidth, "bytes/s")
    nonNegative(where, "latency", latency, "seconds")
    const link = this.#makeLink({ name, bandwidth, latency, policy })
    this.#links.set(name, link)
    return link
  }

  /**
   * The way from `from` to `to`, in order. The way back has the same links in reverse order, unless it is added too.
   * Errors: InputError for an empty way, and for hosts and links that are not this engine's.
   */
  addRoute(from: Host, to: Host, links: readonly Link[]): void {
    const where = `route from "${this.#own(from).name}" to "${this.#own(to).name}"`
    if (links.length === 0) throw new InputError(where, "links", links, "at least one link")
    const foreign = links.findIndex((link) => link === undefined || this.#links.get(link.name) !== link)
    if (foreign >= 0) {
      const what = `links[${foreign}]`
      throw new InputError(where, what, links[foreign]?.name, "a link that addLink of this engine gave")
    }
    this.#routes.set(routeKey(from, to), { links: [...links], isDerived: false })
    const back = routeKey(to, from)
    if (this.#routes.get(back)?.isDerived ?? true) {
      this.#routes.set(back, { links: [...links].reverse(), isDerived: true })
    }
  }

  /** The host of that name. Errors: InputError with the nearest name. */
  host(name: string): Host {
    const host = this.#hosts.get(name)
    if (host === undefined) throw unknownName("engine", "host", name, this.#hosts.keys())
    return host
  }

  /** The link of that name. Errors: InputError with the nearest name. */
  link(name: string): Link {
    const link = this.#links.get(name)
    if (link === undefined) throw unknownName("engine", "link", name, this.#links.keys())
    return link
  }

  /** Starts a process at this date. */
  spawn<R>(name: string, steps: () => Steps<R>): Process<R> {
    return new Process(this.#kernel, name, steps())
  }

  /** Lets `seconds` pass. Errors: InputError. */
  sleep(seconds: Seconds): Sleep {
    nonNegative("sleep", "duration", seconds, "seconds")
    return new Sleep(this.#kernel, seconds)
  }

  /**
   * Starts `flops` of computing on one core of `host`; Infinity never ends. `limit` caps its speed, in flop/s.
   * Errors: InputError.
   */
  compute(
    host: Host,
    flops: Flops,
    { limit = Number.POSITIVE_INFINITY }: { limit?: FlopsPerSecond } = {},
  ): Computation {
    const where = `computation on "${this.#own(host).name}"`
    if (flops !== Number.POSITIVE_INFINITY) nonNegative(where, "size", flops, "flops (or Infinity)")
    positiveOrInfinite(where, "limit", limit, "flop/s")
    return new Computation(this.#kernel, host, flops, limit)
  }

  /**
   * Starts to send `bytes` from one host to another. `limit` caps its rate, in bytes/s.
   * Errors: InputError; also when no route was added between the two.
   */
  transfer(
    from: Host,
    to: Host,
    bytes: Bytes,
    { limit = Number.POSITIVE_INFINITY }: { limit?: BytesPerSecond } = {},
  ): Transfer {
    const where = `transfer from "${this.#own(from).name}" to "${this.#own(to).name}"`
    nonNegative(where, "size", bytes, "bytes")
    positiveOrInfinite(where, "limit", limit, "bytes/s")
    const there = this.#route(from, to)
    const way = { from: from.name, to: to.name, there, back: this.#route(to, from) }
    return new Transfer(this.#kernel, bytes, way, this.network, limit)
  }

  /**
   * Waits for `waitable`, but for `seconds` at most (Infinity: as long as it takes); says whether it has ended, which wins
   * on the same date. It goes on if not. Errors: InputError.
   */
  within(seconds: Seconds, waitable: Waitable<unknown>): Waitable<boolean> {
    if (seconds !== Number.POSITIVE_INFINITY)
      nonNegative("within", "time-out", seconds, "seconds (or Infinity)")
    return new Within(waitable, new Sleep(this.#kernel, seconds))
  }

  /**
   * Runs until nothing can happen any more, or to the date `until`. Returns the date.
   * Errors: ProcessError when a process failed and nobody waited for it; DeadlockError when, without `until`, processes are
   * left that nothing can wake; StandstillError when the clock does not move any more; InputError.
   */
  run(until: Seconds = Number.POSITIVE_INFINITY): Seconds {
    if (!(until >= this.now)) throw new InputError("run", "until", until, `a date from ${this.now} s on`)
    this.#kernel.run(until)
    return this.now
  }

  #makeLink(spec: Omit<Link, "constraint">): Link {
    return { ...spec, constraint: this.#kernel.fairShare.addConstraint(spec.bandwidth, spec.policy) }
  }

  /** Refuses a host that this engine did not make: its constraint would be somebody else's. */
  #own(host: Host): Host {
    if (this.#hosts.get(host.name) === host) return host
    throw new InputError("engine", "host", host.name, "a host that addHost of this engine gave")
  }

  #route(from: Host, to: Host): readonly Link[] {
    const route = this.#routes.get(routeKey(from, to))
    if (route !== undefined) return route.links
    if (from === to) return this.#loopback(from)
    const [a, b] = [from.name, to.name]
    throw new InputError("engine", "route", `${a} -> ${b}`, "a pair of hosts that addRoute was called for")
  }

  #loopback(host: Host): readonly Link[] {
    const known = this.#loopbacks.get(host.name)
    if (known !== undefined) return known
    const made = [this.#makeLink({ name: `loopback of ${host.name}`, ...loopback })]
    this.#loopbacks.set(host.name, made)
    return made
  }
}

/** The links of a way; derived from the way there, when nobody has added it. */
interface Route {
  readonly links: readonly Link[]
  readonly isDerived: boolean
}

function routeKey(from: Host, to: Host): string {
  return `${from.name}\n${to.name}`
}
