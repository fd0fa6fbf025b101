import { orThrow } from "@placelab/models"
import { describe, expect, test } from "vitest"
import { decodeBtrPlace } from "../../src/constraints/documents/index.ts"
import { constraintOf, entropyOptions, entropyProblem, planFaults, solveEntropy } from "../../src/index.ts"

/** Three nodes, one of them offline; VM 4 sleeps, VM 5 is ready. Of our own making, in BtrPlace's form. */
const resource = (rcId: string, defCapacity: number, vms: Record<string, number>) => ({
  ...{ id: "shareableResource", rcId, defCapacity, defConsumption: 1, nodes: { "2": 2 * defCapacity }, vms },
})
const model = {
  mapping: {
    readyVMs: [5],
    onlineNodes: {
      "0": { runningVMs: [1, 2], sleepingVMs: [] },
      "1": { runningVMs: [3], sleepingVMs: [4] },
    },
    offlineNodes: [2],
  },
  attributes: { nodes: {}, vms: {} },
  views: [resource("cpu", 8, { "1": 4, "2": 3 }), resource("mem", 16, { "3": 8 })],
}
const instance = (constraints: readonly object[], more: object = {}) => ({
  ...{ model: { ...model, ...more }, constraints, objective: { id: "minimizeMTTR" } },
})
const read = (constraints: readonly object[], more: object = {}) =>
  decodeBtrPlace(instance(constraints, more), "i.json")

describe("an instance of BtrPlace", () => {
  test("becomes hosts and VMs, with what stays as it is as target", () => {
    expect(read([])).toEqual({
      hosts: [
        { name: "node2", cpu: 16, memory: 32, power: "off" },
        { name: "node0", cpu: 8, memory: 16, power: "on" },
        { name: "node1", cpu: 8, memory: 16, power: "on" },
      ],
      vms: [
        { name: "vm5", cpu: 1, memory: 1, state: "waiting", target: "ready" },
        { name: "vm1", cpu: 4, memory: 1, state: "running", host: "node0", target: "running" },
        { name: "vm2", cpu: 3, memory: 1, state: "running", host: "node0", target: "running" },
        { name: "vm3", cpu: 1, memory: 8, state: "running", host: "node1", target: "running" },
        { name: "vm4", cpu: 1, memory: 1, state: "sleeping", host: "node1", target: "sleeping" },
      ],
      statements: [],
      leftOut: ['the objective "minimizeMTTR"'],
    })
  })

  const continuous = true
  test.each([
    [
      { id: "spread", vms: [1, 2], continuous },
      { type: "spread", vms: ["vm1", "vm2"], continuous },
    ],
    [
      { id: "spread", vms: [1, 2], continuous: false },
      { type: "spread", vms: ["vm1", "vm2"] },
    ],
    [
      { id: "gather", vms: [1], continuous: false },
      { type: "gather", vms: ["vm1"] },
    ],
    [
      { id: "lonely", vms: [1], continuous },
      { type: "lonely", vms: ["vm1"], continuous },
    ],
    [
      { id: "fence", vm: 1, nodes: [0, 2], continuous: false },
      { type: "fence", vms: ["vm1"], hosts: ["node0", "node2"] },
    ],
    [
      { id: "ban", vm: 1, nodes: [0], continuous: false },
      { type: "ban", vms: ["vm1"], hosts: ["node0"] },
    ],
    [
      { id: "among", vms: [1], parts: [[0, 1], [2]], continuous: false },
      { type: "among", vms: ["vm1"], groups: [["node0", "node1"], ["node2"]] },
    ],
    [
      { id: "split", parts: [[1], [2, 3]], continuous },
      { type: "split", groups: [["vm1"], ["vm2", "vm3"]], continuous },
    ],
    [
      { id: "root", vm: 1 },
      { type: "root", vms: ["vm1"] },
    ],
    [
      { id: "quarantine", node: 1 },
      { type: "quarantine", hosts: ["node1"] },
    ],
    [
      { id: "online", node: 2, continuous: false },
      { type: "online", hosts: ["node2"] },
    ],
    [
      { id: "offline", node: 1, continuous: false },
      { type: "offline", hosts: ["node1"] },
    ],
    [
      { id: "maxOnline", nodes: [0, 1], amount: 1, continuous: false },
      { type: "maxOnline", hosts: ["node0", "node1"], count: 1 },
    ],
    [
      { id: "runningCapacity", nodes: [0], amount: 1, continuous: false },
      { type: "capacity", hosts: ["node0"], of: "vms", amount: 1 },
    ],
    [
      { id: "resourceCapacity", nodes: [0], rc: "mem", amount: 9, continuous },
      { type: "capacity", hosts: ["node0"], of: "memory", amount: 9, continuous },
    ],
    [
      { id: "preserve", vm: 1, rc: "cpu", amount: 6 },
      { type: "preserve", vms: ["vm1"], of: "cpu", amount: 6 },
    ],
  ])("has the constraint %o", (constraint, statement) => {
    expect(read([constraint]).statements).toEqual([statement])
  })

  test("has targets for VMs, and capacities that are overbooked", () => {
    const { vms, hosts, statements } = read([
      { id: "running", vm: 5, continuous: false },
      { id: "sleeping", vm: 1, continuous: false },
      { id: "killed", vm: 2, continuous: false },
      { id: "running", vm: 5, continuous: true },
      { id: "ready", vm: 3, continuous: false },
      { id: "running", vm: 4, continuous: false },
      { id: "overbook", node: 0, rc: "cpu", ratio: 1.3, continuous: false },
      { id: "overbook", node: 0, rc: "cpu", ratio: 2, continuous: false },
    ])
    expect(statements).toEqual([])
    expect(vms.map(({ name, target }) => `${name} ${target}`)).toEqual([
      ...["vm5 running", "vm1 sleeping", "vm2 terminated", "vm3 ready", "vm4 running"],
    ])
    expect(hosts.map(({ name, cpu, memory }) => [name, cpu, memory])).toContainEqual(["node0", 10, 16])
  })

  test("has names by its naming views, and lists what is left out", () => {
    const views = [
      { id: "ns", type: "vm", map: { web: 1 } },
      { id: "ns", type: "node", map: { rack: 0 } },
      { id: "net", links: [] },
    ]
    const { vms, hosts, statements, leftOut } = read([{ id: "fence", vm: 1, nodes: [0] }], {
      ...{ views, attributes: { nodes: {}, vms: { "1": { migrate: 3 } } } },
    })
    expect(vms[1]).toMatchObject({ name: "web", host: "rack", cpu: 0 })
    expect(hosts[1]).toMatchObject({ name: "rack", cpu: 1 })
    expect(statements).toEqual([{ type: "fence", vms: ["web"], hosts: ["rack"] }])
    expect(leftOut).toEqual(['the view "net"', "attributes", 'the objective "minimizeMTTR"'])
  })

  test("is solved as any problem", () => {
    const { hosts, vms, statements } = read([
      { id: "spread", vms: [1, 2], continuous: true },
      { id: "running", vm: 5, continuous: false },
      { id: "fence", vm: 5, nodes: [2], continuous: false },
      { id: "quarantine", node: 1 },
    ])
    const problem = orThrow(entropyProblem({ hosts, vms, constraints: statements.map(constraintOf) }))
    const result = solveEntropy(problem, orThrow(entropyOptions({ scope: "widening" })))
    expect("plan" in result && planFaults(problem, result.plan)).toEqual([])
    expect("plan" in result && result.plan.switches).toEqual([{ kind: "boot", host: "node2", pool: 0 }])
  })

  test.each<[unknown, string]>([
    [{ constraints: [] }, "i.json: model is undefined; expected an object with mapping and views"],
    [
      instance([{ id: "noDelay", vm: 1 }]),
      'i.json, constraint 1: id is "noDelay"; expected one of "among", "ban"',
    ],
    [
      instance([{ id: "fence", vm: 9, nodes: [0] }]),
      "i.json, constraint 1: VM is 9; expected one of the mapping",
    ],
    [instance([{ id: "ready", vm: 9 }]), "i.json, constraint 1: VM is 9; expected one of the mapping"],
    [instance([{ id: "online", node: 9 }]), "i.json, constraint 1: node is 9; expected one of the mapping"],
    [
      instance([{ id: "overbook", node: 9, rc: "cpu", ratio: 1 }]),
      "i.json, constraint 1: node is 9; expected one of the mapping",
    ],
    [
      instance([{ id: "preserve", vm: 1, rc: "disk", amount: 1 }]),
      'i.json, constraint 1: resource name is "disk"; expected one of the 6 known, such as "cpu"',
    ],
    [
      instance([], { views: [resource("disk", 1, {})] }),
      'i.json: resource is "disk"; expected one of CPU and memory: cpu, ucpu, pcpu, memory, mem, ram',
    ],
    [
      instance([], { views: [resource("mem", 1, {}), resource("ram", 1, {})] }),
      'i.json: resource is "ram"; expected one view of memory',
    ],
    [
      instance([], { views: [{ id: "ns", type: "disk", map: {} }] }),
      'i.json, view 1: type is "disk"; expected "vm" or "node"',
    ],
    [
      instance([], { mapping: { ...model.mapping, readyVMs: [1] } }),
      "i.json: VM is 1; expected each VM once",
    ],
    [
      instance([], { mapping: { ...model.mapping, offlineNodes: [1] } }),
      "i.json: node is 1; expected each node once",
    ],
    [
      instance([], {
        mapping: { ...model.mapping, onlineNodes: { a: { runningVMs: [], sleepingVMs: [] } } },
      }),
      'i.json: node is "a"; expected a whole number of at least 0',
    ],
    [
      instance([], {
        mapping: { ...model.mapping, onlineNodes: { "01": { runningVMs: [], sleepingVMs: [] } } },
      }),
      'i.json: node is "01"; expected a whole number of at least 0',
    ],
    [
      instance([], { views: [{ ...resource("cpu", 8, {}), nodes: { "77": 3 } }] }),
      "i.json, view 1: node is 77; expected one of the mapping",
    ],
    [
      instance([], { views: [resource("cpu", 8, { web: 3 })] }),
      'i.json, view 1: VM is "web"; expected a whole number of at least 0',
    ],
    [
      instance([], { views: [{ id: "ns", type: "vm", map: { web: 99 } }] }),
      "i.json, view 1: VM is 99; expected one of the mapping",
    ],
    [
      instance([], { views: [{ id: "ns", type: "node", map: { pm: 0, host: 0 } }] }),
      'i.json, view 1: name is "host"; expected one name for each machine',
    ],
    [instance([], { views: [{ links: [] }] }), "i.json: model.views[0].id is undefined; expected a name"],
    [
      instance([
        { id: "running", vm: 1 },
        { id: "sleeping", vm: 1 },
      ]),
      'i.json, constraint 2: state is "sleeping"; expected "running", which an earlier constraint asks of VM 1',
    ],
    [
      instance([{ id: "preserve", vm: 1, rc: "cpu", amount: 1 }], { views: [] }),
      'i.json, constraint 1: resource is "cpu"; expected one that has a view',
    ],
  ])("is refused with its place, case %#", (json, expected) => {
    expect(() => decodeBtrPlace(json, "i.json")).toThrow(expected)
  })
})
