import { javaHashOrder } from "@placelab/models"
import type { Configuration, VmView } from "../placement/configuration.ts"

/**
 * The view as VMPlaceS goes through it: hosts in the order of a Java hash map of their names, and after each other the VMs of each, as
 * they came there. O(hosts + VMs).
 */
export function inHashOrder({ hosts, vms }: Configuration): Configuration {
  const byName = new Map(hosts.map((host) => [host.name, { host, vms: [] as VmView[] }]))
  for (const vm of vms) byName.get(vm.host)!.vms.push(vm)
  const ordered = javaHashOrder(hosts.map(({ name }) => name)).map((name) => byName.get(name)!)
  return { hosts: ordered.map(({ host }) => host), vms: ordered.flatMap((each) => each.vms) }
}
