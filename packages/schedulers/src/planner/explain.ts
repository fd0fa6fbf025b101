/*
 * Why a VM went where it went: the hosts that it could have gone to, in the order in which the planner looks at them, and what ruled
 * each out.
 *
 * The plan is replayed from the view: all who move are taken off, and those whose turn comes before the VM's are put where they go. What
 * hosts have free then is what it found. In this state first fit chooses; a search weighs all moves together, so it may pass over a
 * host that fits, since it found no plan with it that costs less.
 */
import { type Bytes, gibibytes, unknownName } from "@placelab/core"
import { javaHashOrder } from "@placelab/models"
import type { DecisionRecord } from "../cluster/cluster.ts"
import type { VmView } from "../placement/configuration.ts"
import { inCores, inCpuUnits, type ViewNumbers, viewNumbers } from "../placement/viewNumbers.ts"
import type { HostPreference } from "./planner.ts"

/**
 * What became of a host that a VM could have gone to, or stayed on.
 *
 * - `source`: it was there;
 * - `overloaded`: it has no room, and was overloaded before; `full`: it has no room;
 * - `passed over`: it has room and comes before the chosen one; `chosen`; `later`: it has room and comes after the chosen one.
 */
export type CandidateFate = "source" | "overloaded" | "full" | "passed over" | "chosen" | "later"

/** A host that a VM could have gone to, or stayed on. */
export interface Candidate {
  readonly host: string
  /** What was free when it was the VM's turn, in cores; less than 0 where others asked for too much already. */
  readonly freeCpu: number
  readonly freeMemory: Bytes
  readonly fate: CandidateFate
  /** In words. */
  readonly reason: string
}

/** Why a VM moved. */
export interface MoveExplanation {
  readonly vm: VmView
  readonly to: string
  /** Its host first, then the others in the order in which the planner looks at them. */
  readonly candidates: readonly Candidate[]
  /** All of it, a line for each candidate. */
  readonly text: string
}

/**
 * Explains where a VM went in the end, if by a bypass or not. O((hosts + VMs) log hosts). Errors: InputError for a VM that the
 * decision does not move.
 *
 * @example
 * cluster.onDecision((record) => {
 *   for (const { vm } of record.decision.moves) console.log(explainMove(record, vm.name).text)
 * })
 */
export function explainMove(record: DecisionRecord, vmName: string): MoveExplanation {
  const { view, decision, number, node, date } = record
  const { moves, prefers = { order: "view", searches: false } } = decision
  const turn = moves.findLastIndex(({ vm }) => vm.name === vmName)
  if (turn < 0) {
    const known = moves.map(({ vm }) => vm.name)
    throw unknownName(`decision ${number}`, "moved VM", vmName, known)
  }
  const { to } = moves[turn]!
  const vm = view.vms.find(({ name }) => name === vmName)!
  const before = viewNumbers(view)
  const room = replayed(record, before, turn)
  const position = new Map(view.hosts.map(({ name }, i) => [name, i]))
  const others = inOrder(prefers, position, before, room).filter((host) => host !== vm.host)
  const chosen = others.indexOf(to)

  const candidate = (host: string, place: number): Candidate => {
    const at = position.get(host)!
    const freeCpu = inCores(room.cpu[at]!)
    const freeMemory = Math.round(room.memory[at]!)
    const lack = tooLittle(vm.cpu - freeCpu, vm.memory - freeMemory)
    const is = (fate: CandidateFate, reason: string) => ({ host, freeCpu, freeMemory, fate, reason })
    if (host === vm.host) {
      const excess = tooLittle(-inCores(before.freeCpu[at]!), -before.freeMemory[at]!)
      return is("source", excess === undefined ? "it was there" : `it was there, with ${excess} for all`)
    }
    if (host === to) return is("chosen", "chosen")
    if (lack !== undefined && before.isOverloaded[at] === 1)
      return is("overloaded", `overloaded itself; ${lack}`)
    if (lack !== undefined) return is("full", lack)
    if (place > chosen) return is("later", "fits, but later in the order")
    const why = prefers.searches ? "no cheaper plan was found with it" : "passed over"
    return is("passed over", `fits, but ${why}`)
  }
  const candidates = [candidate(vm.host, -1), ...others.map(candidate)]
  const stops = moves.filter((move, i) => move.vm.name === vmName && i < turn).map((move) => move.to)
  const way = stops.length === 0 ? "" : `, by way of ${stops.join(", ")}`
  const head = `decision ${number} of ${node} at ${date} s: ${vm.name} (${amounts(vm.cpu, vm.memory)}) goes from ${vm.host} to ${to}${way}`
  const lines = candidates.map(
    ({ host, freeCpu, freeMemory, reason }) => `${host} (${amounts(freeCpu, freeMemory)} free): ${reason}`,
  )
  return { vm, to, candidates, text: [head, ...lines].join("\n") }
}

/** What hosts have free: billionths of a core, and bytes. */
interface Room {
  readonly cpu: Float64Array
  readonly memory: Float64Array
}

/** The room on hosts when all are taken off who move, and the others among them are where they are before the move `turn`. */
function replayed({ view, decision }: DecisionRecord, before: ViewNumbers, turn: number): Room {
  const place = new Map<string, string | undefined>(decision.moves.map(({ vm }) => [vm.name, undefined]))
  for (const { vm, to } of decision.moves.slice(0, turn)) place.set(vm.name, to)
  place.set(decision.moves[turn]!.vm.name, undefined)
  const position = new Map(view.hosts.map(({ name }, i) => [name, i]))
  const cpu = before.hostCpu.slice()
  const memory = before.hostMemory.slice()
  view.vms.forEach(({ name, host }, i) => {
    const now = place.has(name) ? place.get(name) : host
    if (now === undefined) return
    const at = position.get(now)!
    cpu[at]! -= before.vmCpu[i]!
    memory[at]! -= before.vmMemory[i]!
  })
  return { cpu, memory }
}

function inOrder(
  { order, searches }: HostPreference,
  position: ReadonlyMap<string, number>,
  { isOverloaded }: ViewNumbers,
  { cpu, memory }: Room,
): string[] {
  const names = [...position.keys()]
  const at = (name: string) => position.get(name)!
  const listed = order === "hash" ? javaHashOrder(names) : names
  if (order === "most free cpu") listed.sort((a, b) => cpu[at(b)]! - cpu[at(a)]!)
  if (!searches) return listed
  const first = (a: number, b: number) => isOverloaded[a]! - isOverloaded[b]! || memory[b]! - memory[a]!
  return listed.sort((a, b) => first(at(a), at(b)))
}

/** In words, what is lacking; undefined when nothing is. */
function tooLittle(cpu: number, memory: Bytes): string | undefined {
  if (inCpuUnits(cpu) > 0) return `${amount(cpu)} cores too few`
  return memory > 0 ? `${amount(memory / gibibytes(1))} GiB too little` : undefined
}

function amounts(cpu: number, memory: Bytes): string {
  return `${amount(cpu)} cores, ${amount(memory / gibibytes(1))} GiB`
}

const amount = (value: number) => String(Number(value.toPrecision(4)))
