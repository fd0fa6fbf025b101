import type { SolverName } from "../fairshare/fairShare.ts"
import { InputError, nonNegative, positiveInteger, positiveOrInfinite, unknownName } from "../inputError.ts"
import { Disk, type DiskSpec } from "../platform/disk.ts"
import { Guest, type GuestSpec } from "../platform/guest.ts"
import { Host, type HostSpec } from "../platform/host.ts"
import { Link, type LinkSpec } from "../platform/link.ts"
import { type NetworkModel, plainNetwork } from "../platform/networkModel.ts"
import type { Resource } from "../platform/resource.ts"
import { type Router, Routes } from "../platform/routes.ts"
import { Within } from "../process/combinators.ts"
import { Mailbox } from "../process/mailbox.ts"
import { Process, type SpawnOptions } from "../process/process.ts"
import { Semaphore } from "../process/semaphore.ts"
import type { Steps, Waitable } from "../process/waitable.ts"
import type { Bytes, BytesPerSecond, Flops, Seconds } from "../units.ts"
import { type Activity, Sleep, TimedCall } from "./activity.ts"
import { Computation, type ComputeOptions } from "./computation.ts"
import { DiskAccess } from "./diskAccess.ts"
import { Kernel } from "./kernel.ts"
import { Meter } from "./meter.ts"
import { type Exchange, ParallelTask, type ParallelTaskSpec } from "./parallelTask.ts"
import { type Profile, ProfilePlayer, requireProfile } from "./profile.ts"
import { order } from "./roles.ts"
import { Transfer, type TransferOptions, travelTime, type Way } from "./transfer.ts"

/** Inside a machine: 10 GB/s for each transfer, without latency, as long as no route says otherwise. */
const loopback = { bandwidth: 1e10, latency: 0, policy: "fatpipe" } as const

/** How a simulation shares; see {@link Engine}. */
export interface EngineOptions {
  /** How transfers behave. Default {@link plainNetwork}. */
  readonly network?: NetworkModel
  /** What fair means. Default "max-min". */
  readonly solver?: SolverName
}

/** Changes of a host over time. */
export interface HostProfiles {
  /** Of its availability: ratios, 1 for its speed. */
  readonly speedProfile?: Profile
  /** 0: off; above: on. */
  readonly stateProfile?: Profile
}

/** Changes of a link over time. */
export interface LinkProfiles {
  /** In bytes/s. */
  readonly bandwidthProfile?: Profile
  /** In seconds. */
  readonly latencyProfile?: Profile
  /** 0: off; above: on. */
  readonly stateProfile?: Profile
}

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
  readonly #kernel: Kernel
  readonly #hosts = new Map<string, Host>()
  readonly #links = new Map<string, Link>()
  readonly #mailboxes = new Map<string, Mailbox<unknown>>()
  readonly #routes: Routes
  #nowhere: Host | undefined

  constructor({ network = plainNetwork, solver = "max-min" }: EngineOptions = {}) {
    this.network = network
    this.#kernel = new Kernel(solver)
    this.#routes = new Routes(
      (host) => new Link(this.#kernel, { name: `loopback of ${host.name}`, ...loopback }),
    )
  }

  /** The simulated date, in seconds from 0. */
  get now(): Seconds {
    return this.#kernel.now
  }

  /** All hosts, guests too, in the order of their adding. */
  get hosts(): Iterable<Host> {
    return this.#hosts.values()
  }

  /** All links, in the order of their adding; a split-duplex one is two. */
  get links(): Iterable<Link> {
    return this.#links.values()
  }

  /**
   * A host that is no place, for guests that wait without one: what runs in them stands still, and goes on where they are
   * moved to. It is not among the hosts.
   */
  get nowhere(): Host {
    this.#nowhere ??= new Host(this.#kernel, { name: "nowhere", speed: 1, availability: 0 })
    return this.#nowhere
  }

  /** Adds a host; profiles begin now. Errors: InputError, also for a name that is taken. */
  addHost(spec: HostSpec & HostProfiles): Host {
    const { name, speedProfile, stateProfile } = spec
    if (speedProfile) requireProfile(`host "${name}" speed profile`, speedProfile)
    if (stateProfile) requireProfile(`host "${name}" state profile`, stateProfile)
    const host = this.#enterHost(name, () => new Host(this.#kernel, spec))
    if (speedProfile) this.#play(speedProfile, order.hostProfile, (ratio) => host.setAvailability(ratio))
    if (stateProfile) this.#play(stateProfile, order.hostProfile, switching([host]))
    return host
  }

  /** Adds a host inside of `host`. Errors: InputError, also for a name that is taken and a host that is off. */
  addGuest(host: Host, spec: GuestSpec): Guest {
    this.#own(host)
    if (!host.isOn) throw new InputError(`guest "${spec.name}"`, "host", host.name, "a host that is on")
    return this.#enterHost(
      spec.name,
      () => new Guest(this.#kernel, host, spec, () => this.#hosts.delete(spec.name)),
    )
  }

  /**
   * Adds a link; profiles begin now. A split-duplex one is two, `NAME_UP`, which is returned, and its opposite,
   * `NAME_DOWN`. Errors: InputError, also for a name that is taken.
   */
  addLink({ policy = "shared", ...spec }: LinkSpec & LinkProfiles): Link {
    const { name, bandwidthProfile, latencyProfile, stateProfile } = spec
    const isDuplex = policy === "split-duplex"
    const names = isDuplex ? [`${name}_UP`, `${name}_DOWN`] : [name]
    const where = `link "${name}"`
    const taken = names.find((each) => this.#links.has(each))
    if (taken !== undefined) throw new InputError(where, "name", taken, "a name that no other link has")
    if (bandwidthProfile) requireProfile(`${where} bandwidth profile`, bandwidthProfile)
    if (latencyProfile) requireProfile(`${where} latency profile`, latencyProfile)
    if (stateProfile) requireProfile(`${where} state profile`, stateProfile)
    const links = names.map(
      (each) => new Link(this.#kernel, { ...spec, name: each, policy: isDuplex ? "shared" : policy }),
    )
    for (const link of links) this.#links.set(link.name, link)
    const link = links[0]!
    link.pairWith(links.at(-1)!)
    if (bandwidthProfile)
      this.#play(bandwidthProfile, order.linkProfile, (value) => {
        for (const each of links) each.setBandwidth(value)
      })
    if (latencyProfile)
      this.#play(latencyProfile, order.linkProfile, (value) => {
        for (const each of links) each.setLatency(value)
      })
    if (stateProfile) this.#play(stateProfile, order.linkProfile, switching(links))
    return link
  }

  /** Adds a disk to a host. Errors: InputError. */
  addDisk(host: Host, spec: DiskSpec): Disk {
    return new Disk(this.#kernel, this.#own(host), spec)
  }

  /**
   * The way from `from` to `to`, in order. The way back has the opposites of the links in reverse order, unless it is
   * added too, or `symmetrical` is false. Errors: InputError for an empty way, and for what is not this engine's.
   */
  addRoute(
    from: Host,
    to: Host,
    links: readonly Link[],
    { symmetrical = true }: { readonly symmetrical?: boolean } = {},
  ): void {
    const where = `route from "${this.#own(from).name}" to "${this.#own(to).name}"`
    if (links.length === 0) throw new InputError(where, "links", links, "at least one link")
    const foreign = links.findIndex((link) => link?.belongsTo(this.#kernel) !== true)
    if (foreign >= 0) {
      const what = `links[${foreign}]`
      throw new InputError(where, what, links[foreign]?.name, "a link that addLink of this engine gave")
    }
    this.#routes.add(from, to, links, symmetrical)
  }

  /**
   * Finds ways where none was added, whenever one is needed: a large platform needs no table of all pairs. Routers are
   * asked in the order of their adding, with machines, not guests.
   */
  addRouter(router: Router): void {
    this.#routes.addRouter(router)
  }

  /** The way that a transfer takes, in order. Errors: InputError when there is none. */
  route(from: Host, to: Host): readonly Link[] {
    return this.#routes.get(this.#own(from), this.#own(to))
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

  /** Starts a process at this date. Errors: InputError. */
  spawn<R>(name: string, steps: () => Steps<R>, options: SpawnOptions = {}): Process<R> {
    const { host, restart = false } = options
    if (host !== undefined) this.#own(host)
    const start = () => new Process(this.#kernel, name, steps(), options)
    if (restart) {
      if (host === undefined)
        throw new InputError(`process "${name}"`, "restart", restart, "a host too, whose return restarts it")
      host.tenants.boots.push(start)
    }
    return start()
  }

  /** Lets `seconds` pass. Errors: InputError. */
  sleep(seconds: Seconds): Sleep {
    nonNegative("sleep", "duration", seconds, "seconds")
    return new Sleep(this.#kernel, seconds)
  }

  /**
   * Calls `call` after `seconds`, unless it is cancelled before, whatever becomes of the process that asks for it. Much cheaper
   * than a process that sleeps, for what takes no time itself. The run stops with a ProcessError when `call` throws. Errors:
   * InputError.
   */
  after(seconds: Seconds, call: () => void): Activity {
    nonNegative("timed call", "delay", seconds, "seconds")
    return this.#kernel.unowned(() => new TimedCall(this.#kernel, seconds, call))
  }

  /**
   * Starts `flops` of computing, on each of its threads, on `host`; Infinity never ends. It fails when the host is off, or
   * goes off. Errors: InputError.
   */
  compute(
    host: Host,
    flops: Flops,
    { limit = Number.POSITIVE_INFINITY, threads = 1, priority = 1, detached = false }: ComputeOptions = {},
  ): Computation {
    this.#own(host)
    if (!(flops >= 0 && limit > 0 && threads >= 1 && Number.isInteger(threads) && isPriority(priority))) {
      const where = `computation on "${host.name}"`
      if (flops !== Number.POSITIVE_INFINITY) nonNegative(where, "size", flops, "flops (or Infinity)")
      positiveOrInfinite(where, "limit", limit, "flop/s")
      positiveInteger(where, "threads", threads)
      throw new InputError(where, "priority", priority, "a number above 0")
    }
    const start = () => new Computation(this.#kernel, host, flops, limit, threads, priority)
    return detached ? this.#kernel.unowned(start) : start()
  }

  /**
   * Starts to send `bytes` from one host to another. It fails when one of them or a link of the way is off, or goes off.
   * Errors: InputError; also when there is no way between the two.
   */
  transfer(
    from: Host,
    to: Host,
    bytes: Bytes,
    { limit = Number.POSITIVE_INFINITY, detached = false }: TransferOptions = {},
  ): Transfer {
    this.#own(from)
    this.#own(to)
    if (!(bytes >= 0 && bytes < Number.POSITIVE_INFINITY && limit > 0)) {
      const where = `transfer from "${from.name}" to "${to.name}"`
      nonNegative(where, "size", bytes, "bytes")
      positiveOrInfinite(where, "limit", limit, "bytes/s")
    }
    const way = this.#way(from, to)
    const start = () => new Transfer(this.#kernel, bytes, way, this.network, limit)
    return detached ? this.#kernel.unowned(start) : start()
  }

  /** What a transfer takes where nothing else is sent. Errors: InputError, also when there is no way between the two. */
  travelTime(from: Host, to: Host, bytes: Bytes): Seconds {
    this.#own(from)
    this.#own(to)
    nonNegative(`travel from "${from.name}" to "${to.name}"`, "size", bytes, "bytes")
    return travelTime(this.#way(from, to), this.network, bytes)
  }

  /**
   * Starts computing and sending at one pace on several machines. Errors: InputError; also for guests, whose share would
   * depend on the task that depends on it.
   */
  parallelTask({ hosts, flops = [], bytes = [] }: ParallelTaskSpec): ParallelTask {
    const where = "parallel task"
    for (const [i, host] of hosts.entries()) {
      if (this.#own(host) instanceof Guest)
        throw new InputError(where, `hosts[${i}]`, host.name, "a machine, not a guest")
    }
    if (flops.length > hosts.length)
      throw new InputError(where, "flops", flops, `at most one for each of the ${hosts.length} hosts`)
    for (const [i, each] of flops.entries()) nonNegative(where, `flops[${i}]`, each, "flops")
    const exchanges: Exchange[] = []
    for (const [i, row] of bytes.entries()) {
      for (const [j, each] of row.entries()) {
        nonNegative(where, `bytes[${i}][${j}]`, each, "bytes")
        const [from, to] = [hosts[i], hosts[j]]
        if (from === undefined || to === undefined)
          throw new InputError(where, `bytes[${i}][${j}]`, each, `rows and columns for ${hosts.length} hosts`)
        if (each > 0) exchanges.push({ bytes: each, links: this.#routes.get(from, to) })
      }
    }
    return new ParallelTask(this.#kernel, hosts, flops, exchanges, this.network.tcpGamma)
  }

  /** Starts to read `bytes`; `limit` caps the rate, in bytes/s. It fails with the disk's host. Errors: InputError. */
  read(disk: Disk, bytes: Bytes, options: TransferOptions = {}): DiskAccess {
    return this.#access(disk, "read", bytes, options)
  }

  /** Starts to write `bytes`; as {@link read}. */
  write(disk: Disk, bytes: Bytes, options: TransferOptions = {}): DiskAccess {
    return this.#access(disk, "write", bytes, options)
  }

  /** The mailbox of that name; made when it is asked for first. */
  mailbox<T>(name: string): Mailbox<T> {
    const known = this.#mailboxes.get(name)
    if (known !== undefined) return known as Mailbox<T>
    const carry = (from: Host, to: Host, bytes: Bytes, limit: BytesPerSecond) =>
      new Transfer(this.#kernel, bytes, this.#way(from, to), this.network, limit)
    const made = new Mailbox<T>(this.#kernel, name, carry)
    this.#mailboxes.set(name, made as Mailbox<unknown>)
    return made
  }

  /** A semaphore that lets `count` pass at once. Errors: InputError. */
  semaphore(count: number): Semaphore {
    return new Semaphore(this.#kernel, count)
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
   * Integrates `measure` over time, exactly, from now on: it is asked whenever what the host or link carries, or its
   * state, has changed, and must follow from these. See `hostPower` and `linkPower`. Errors: InputError.
   */
  meter(resource: Host | Link, measure: () => number): Meter {
    if (!resource.belongsTo(this.#kernel) || resource.constraint < 0)
      throw new InputError("meter", "resource", resource.name, "a host or link of this engine")
    const meter = new Meter(this.#kernel, measure)
    this.#kernel.addMeter(resource.constraint, meter)
    return meter
  }

  /**
   * Runs until nothing can happen any more, or to the date `until`. Returns the date. What only waits for profiles, or for
   * its host to come back, does not keep the simulation going.
   *
   * Errors: ProcessError when a process failed and nobody waited for it; DeadlockError when, without `until`, processes are
   * left that nothing can wake; StandstillError when the clock does not move any more; InputError.
   */
  run(until: Seconds = Number.POSITIVE_INFINITY): Seconds {
    if (!(until >= this.now)) throw new InputError("run", "until", until, `a date from ${this.now} s on`)
    this.#kernel.run(until)
    return this.now
  }

  #enterHost<H extends Host>(name: string, make: () => H): H {
    if (this.#hosts.has(name))
      throw new InputError(`host "${name}"`, "name", name, "a name that no other host has")
    const host = make()
    this.#hosts.set(name, host)
    return host
  }

  #play(profile: Profile, rank: number, apply: (value: number) => void): void {
    new ProfilePlayer(this.#kernel, profile, rank, apply)
  }

  /** Refuses a host that this engine did not make: its constraint would be somebody else's. */
  #own<H extends Host>(host: H): H {
    if (host.belongsTo(this.#kernel)) return host
    throw new InputError("engine", "host", host.name, "a host of this engine")
  }

  #way(from: Host, to: Host): Way {
    const there = this.#routes.get(from, to)
    const back = this.network.crossTraffic ? (this.#routes.find(to, from) ?? []) : []
    return { from, to, there, back }
  }

  #access(
    disk: Disk,
    kind: "read" | "write",
    bytes: Bytes,
    { limit = Number.POSITIVE_INFINITY, detached = false }: TransferOptions,
  ): DiskAccess {
    const where = `${kind} on disk "${disk.name}"`
    this.#own(disk.host)
    nonNegative(where, "size", bytes, "bytes")
    positiveOrInfinite(where, "limit", limit, "bytes/s")
    const start = () => new DiskAccess(this.#kernel, disk, kind, bytes, limit)
    return detached ? this.#kernel.unowned(start) : start()
  }
}

function isPriority(priority: number): boolean {
  return priority > 0 && priority < Number.POSITIVE_INFINITY
}

function switching(resources: readonly Resource[]): (state: number) => void {
  return (state) => {
    for (const resource of resources) {
      if (state > 0) resource.turnOn()
      else resource.turnOff()
    }
  }
}
