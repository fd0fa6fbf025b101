/*
 * Migrations that belong together, played by a model that is finer than the engine's and was written without it: to see what the
 * engine's approximations cost.
 *
 *                 engine                                   here
 *   memory        bytes; D t of them are dirty after t,    pages; random writes, so that what is written twice is dirty
 *                 up to the working set                    once: about W (1 - exp(-D t / W)) of them
 *   network       fluid: max-min fair rates                chunks on links in turn, with a window, frames and headers
 *   noise         none                                     each migration takes now more, now less than its share
 *   CPU           fluid: max-min fair shares               cores given for time slices, loads that come in bursts
 *
 * The algorithm of pre-copy and its stop rule are the same: round 0 sends all memory; each further one what got dirty meanwhile; when
 * that can be sent within the down time limit, at the bandwidth of the round, or after so many rounds, the VM stops and the rest is
 * sent. With ever smaller pages, chunks, slices and periods, sweeping writes, no noise and all of the link as payload it converges to the
 * engine, as long as bursts do not meet: where they do, VMs get less than the cores that they ask for on average.
 *
 * Left out     what migrating costs the CPUs of both hosts; compression and pages of zeros; packet loss; acknowledgements as traffic;
 *              connecting, and starting at the destination.
 * Not a testbed: it says how far two models are apart, and nothing of how far either is from a machine.
 */
import { RandomStream, type Seconds } from "@placelab/core"
import type { JointMigrations, JointMove, JointOutcome, JointVm, MadeMove } from "../jointMigrations.ts"
import { Agenda } from "./agenda.ts"
import { ChunkFlow, ChunkLink } from "./chunkNetwork.ts"
import type { FineGrain } from "./grain.ts"
import { PagedMemory } from "./pagedMemory.ts"
import { SlicedHost, type VirtualCore } from "./slicedHost.ts"

/** What the fine-grained model says of these migrations. Deterministic: the same grain, with its seed, the same outcome. */
export function playFineGrained(joint: JointMigrations, grain: FineGrain): JointOutcome {
  return new Play(joint, grain).run()
}

interface PlayedVm {
  readonly vm: JointVm
  readonly core: VirtualCore
  host: string
  /** While it migrates: else it matters to nobody what it writes. */
  memory: PagedMemory | undefined
}

class Play {
  readonly #joint: JointMigrations
  readonly #grain: FineGrain
  readonly #agenda = new Agenda()
  readonly #vms: ReadonlyMap<string, PlayedVm>
  /** Those that VMs leave: what gets dirty elsewhere matters to nobody. */
  readonly #hosts = new Map<string, SlicedHost>()
  readonly #up = new Map<string, ChunkLink>()
  readonly #down = new Map<string, ChunkLink>()
  readonly #backbone: ChunkLink
  readonly #made: (MadeMove | undefined)[]
  #open: number
  #end: Seconds = 0

  constructor(joint: JointMigrations, grain: FineGrain) {
    this.#joint = joint
    this.#grain = grain
    const { hosts, vms, moves, network } = joint
    const link = (bandwidth: number) => new ChunkLink(this.#agenda, () => bandwidth * grain.payload)
    for (const { name } of hosts) {
      this.#up.set(name, link(network.link))
      this.#down.set(name, link(network.link))
    }
    this.#backbone = link(network.backbone)
    this.#vms = new Map(vms.map((vm) => [vm.name, this.#played(vm)]))
    const sources = sourcesOf(joint)
    for (const { name, cores } of hosts)
      if (sources.has(name)) this.#hosts.set(name, new SlicedHost(this.#agenda, cores, grain))
    for (const { core, host } of this.#vms.values()) this.#hosts.get(host)?.add(core)
    this.#made = moves.map(() => undefined)
    this.#open = moves.length
  }

  run(): JointOutcome {
    for (const i of this.#joint.moves.keys()) this.#startIfReady(i)
    this.#agenda.run(() => this.#open > 0)
    return { seconds: this.#end, moves: this.#made.map((made) => made!) }
  }

  #played(vm: JointVm): PlayedVm {
    const phase = new RandomStream(this.#grain.seed, `phase of ${vm.name}`).uniform()
    const ran = (seconds: Seconds) => played.memory?.write(seconds * vm.updateSpeed)
    const played: PlayedVm = { vm, core: { load: vm.load, phase, ran }, host: vm.host, memory: undefined }
    return played
  }

  #startIfReady(i: number): void {
    const { after } = this.#joint.moves[i]!
    if (after.every((position) => this.#made[position] !== undefined)) this.#migrate(i)
  }

  #migrate(i: number): void {
    const move = this.#joint.moves[i]!
    const played = this.#vms.get(move.vm)!
    const { core, vm } = played
    const source = this.#hosts.get(played.host)!
    const { downtimeLimit, roundLimit } = this.#joint.limits
    const flow = this.#flow(i, played.host, move)
    const begin = this.#agenda.now
    let sent = 0
    let rounds = 0
    source.settle(core)
    const pages = new RandomStream(this.#grain.seed, `pages of move ${i}`)
    const memory = new PagedMemory(vm.workingSet, this.#grain, pages)
    played.memory = memory
    const sendRound = (bytes: number) => {
      const begun = this.#agenda.now
      flow.send(bytes, () => {
        sent += bytes
        rounds++
        source.settle(core)
        const dirty = memory.takeDirty()
        const converged = dirty <= (bytes / (this.#agenda.now - begun)) * downtimeLimit
        if (!converged && rounds < roundLimit) sendRound(dirty)
        else sendRest(dirty, converged ? "converged" : "round limit")
      })
    }
    const sendRest = (bytes: number, end: MadeMove["end"]) => {
      source.remove(core)
      played.memory = undefined
      flow.send(bytes, () => {
        played.host = move.to
        this.#hosts.get(move.to)?.add(core)
        const seconds = this.#agenda.now - begin
        this.#finish(i, { begin, seconds, bytes: sent + bytes, rounds, end })
      })
    }
    sendRound(vm.memory)
  }

  #flow(i: number, from: string, { to }: JointMove): ChunkFlow {
    const { latency, limit } = this.#joint.network
    const links = [this.#up.get(from)!, this.#backbone, this.#down.get(to)!]
    const random = new RandomStream(this.#grain.seed, `noise of move ${i}`)
    return new ChunkFlow(this.#agenda, { links, latency, limit }, this.#grain, random)
  }

  #finish(i: number, made: MadeMove): void {
    this.#made[i] = made
    this.#open--
    this.#end = this.#agenda.now
    for (const [next, { after }] of this.#joint.moves.entries())
      if (after.includes(i)) this.#startIfReady(next)
  }
}

function sourcesOf({ vms, moves }: JointMigrations): Set<string> {
  const places = new Map(vms.map(({ name, host }) => [name, host]))
  const sources = new Set<string>()
  for (const { vm, to } of moves) {
    sources.add(places.get(vm)!)
    places.set(vm, to)
  }
  return sources
}
