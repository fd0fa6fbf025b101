import { type JointMigrations, type JointNetwork, jointMigrations, orThrow } from "@placelab/models"
import type { Cluster, DecisionRecord } from "../cluster/cluster.ts"

/**
 * The migrations of a decision as plain data, with all VMs that it has seen, at the loads that it has seen: to be played by themselves,
 * by another model, or again. What other plans had under way is not among them.
 *
 * @param cluster the one that the decision is of: it knows how VMs write, and when migrations stop
 * @param network what lies between its machines
 *
 * @example
 * cluster.onDecision((record) => {
 *   const joint = planMigrations(record, cluster, { link: 125e6, backbone: 2.25e9, latency: 6e-4, limit: 117e6 })
 *   playFineGrained(joint, orThrow(fineGrain())).seconds
 * })
 */
export function planMigrations(
  { view, decision }: DecisionRecord,
  cluster: Cluster,
  network: JointNetwork,
): JointMigrations {
  const { downtimeLimit, roundLimit } = cluster.migration
  return orThrow(
    jointMigrations({
      hosts: view.hosts.map(({ name }) => ({ name, cores: cluster.machine(name).host.cores })),
      vms: view.vms.map(({ name, host, cpu, memory }) => {
        const { updateSpeed, workingSet } = cluster.vm(name)
        return { name, host, load: cpu, memory, updateSpeed, workingSet }
      }),
      moves: decision.moves.map(({ vm, to, after = [] }) => ({ vm: vm.name, to, after })),
      network,
      limits: {
        ...(downtimeLimit === undefined ? {} : { downtimeLimit }),
        ...(roundLimit === undefined ? {} : { roundLimit }),
      },
    }),
  )
}
