import { Engine, type Host, type Link, type NetworkModel, type Process, plainNetwork } from "@placelab/core"
import { Vm } from "../machine/vm.ts"
import type { JointMigrations, JointNetwork, JointOutcome } from "./jointMigrations.ts"
import { migrate } from "./migrate.ts"
import type { MigrationResult } from "./result.ts"

/** A core of each host; what is dirtied follows the share of it that a VM gets, so the number does not matter. */
const speed = 1e9

/** What the engine's models say of these migrations, on this network model; default {@link plainNetwork}. */
export function playJointMigrations(
  { hosts, vms, moves, network, limits }: JointMigrations,
  model: NetworkModel = plainNetwork,
): JointOutcome {
  const engine = new Engine({ network: model })
  for (const { name, cores } of hosts) engine.addHost({ name, speed, cores })
  connect(
    engine,
    hosts.map(({ name }) => engine.host(name)),
    network,
  )
  const byName = new Map(vms.map((vm) => [vm.name, new Vm(engine, { ...vm, host: engine.host(vm.host) })]))
  const begins: number[] = []
  const running: Process<MigrationResult>[] = []
  for (const [i, { vm, to, after }] of moves.entries()) {
    const process = engine.spawn(`move ${i}`, function* () {
      for (const position of after) yield* running[position]!
      begins[i] = engine.now
      return yield* migrate(byName.get(vm)!, engine.host(to), { ...limits, bandwidthLimit: network.limit })
    })
    running.push(process)
  }
  const seconds = engine.run()
  return {
    seconds,
    moves: running.map(({ result }, i) => {
      const rounds = result.rounds.filter(({ live }) => live).length
      return { begin: begins[i]!, seconds: result.seconds, bytes: result.bytes, rounds, end: result.end }
    }),
  }
}

function connect(engine: Engine, hosts: readonly Host[], { link, backbone, latency }: JointNetwork): void {
  const shared = engine.addLink({ name: "backbone", bandwidth: backbone, latency })
  const access = new Map<Host, Link>()
  for (const host of hosts)
    access.set(
      host,
      engine.addLink({ name: `link of ${host.name}`, bandwidth: link, policy: "split-duplex" }),
    )
  engine.addRouter((from, to) =>
    from === to ? undefined : [access.get(from)!, shared, access.get(to)!.opposite],
  )
}
