import { expect, it } from "vitest"
import { decodeCase } from "../../src/index.ts"

const simulation = {
  schema: 1,
  id: "two-flows",
  kind: "sim",
  platform: {
    hosts: [
      { id: "here", speed: 1e9 },
      { id: "there", speed: [1e9, 5e8], cores: 2 },
    ],
    links: [{ id: "wire", bandwidth: 1e6 }],
    routes: [{ src: "here", dst: "there", links: ["wire"] }],
  },
  actors: [
    {
      name: "sender",
      host: "here",
      script: [
        { op: "flow_async", id: "first", from: "here", to: "there", bytes: 1e6 },
        { op: "wait", as: "sent", id: "first" },
      ],
    },
  ],
  expect: {
    marks: { sent: { t: 1, outcome: "ok" } },
    actors: { sender: { end: 1, killed: false } },
    end: 1,
  },
}

const system = {
  schema: 1,
  id: "one-link",
  kind: "lmm",
  solver: "maxmin",
  constraints: [{ bound: 10 }],
  variables: [{ penalty: 1, elements: [[0, 1]] }],
  steps: [{ ops: [{ op: "set_bound", variable: 0, bound: 3 }] }],
  expect: { values: [[10], [3]] },
}

/** A copy with the value at a path replaced; undefined takes the field away. */
function changed(document: object, path: string, value: unknown): unknown {
  const copy = structuredClone(document)
  const keys = path.split(".")
  let at = copy as Record<string, unknown>
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
  if (value === undefined) delete at[keys.at(-1)!]
  else at[keys.at(-1)!] = value
  return copy
}

it("a simulation and a system are read as they are written", () => {
  expect(decodeCase(simulation, "a.json")).toEqual(simulation)
  expect(decodeCase(system, "b.json")).toEqual(system)
})

it("where a case comes from, who has checked it, and notes are accepted", () => {
  const told = {
    title: "t",
    tags: ["quirk"],
    note: "Q2",
    origin: { peer: null },
    verified: {},
    peer_checks: [],
  }
  expect(() => decodeCase({ ...simulation, ...told }, "a.json")).not.toThrow()
})

it.each([
  ["schema", 2, "a.json: schema is 2; expected 1"],
  ["id", "", 'a.json: id is ""; expected a name'],
  ["kind", "simm", 'a.json: kind is "simm"; expected one of "lmm", "sim": did you mean "sim"?'],
  ["actors", undefined, "a.json: actors is undefined; expected a list of actors"],
  ["platfrom", {}, 'a.json: field name is "platfrom"; expected a known one: did you mean "platform"?'],
  [
    "platform.hosts.0.core",
    2,
    'a.json: platform.hosts[0]: field name is "core"; expected a known one: did you mean "cores"?',
  ],
  [
    "platform.hosts.0.speed",
    "1Gf",
    'a.json: platform.hosts[0].speed is "1Gf"; expected a speed in flop/s, or a list of speeds, one for each p-state',
  ],
  [
    "platform.links.0.policy",
    "FATPIP",
    'a.json: platform.links[0].policy is "FATPIP"; expected one of "SHARED", "SPLITDUPLEX", "FATPIPE": did you mean "FATPIPE"?',
  ],
  [
    "platform.links.0.bandwidth",
    -1,
    "a.json: platform.links[0].bandwidth is -1; expected a number of at least 0, in bytes/s",
  ],
  [
    "platform.routes.0.links.0",
    "wir",
    'a.json: platform.routes[0].links[0]: link name is "wir"; expected a known one: did you mean "wire"?',
  ],
  [
    "platform.routes.0.dst",
    "ther",
    'a.json: platform.routes[0].dst: host name is "ther"; expected a known one: did you mean "there"?',
  ],
  [
    "actors.0.host",
    "her",
    'a.json: actors[0].host: host name is "her"; expected a known one: did you mean "here"?',
  ],
  [
    "actors.0.script.0.op",
    "flow_asinc",
    /^a\.json: actors\[0\]\.script\[0\]\.op is "flow_asinc"; expected one of "sleep", .*: did you mean "flow_async"\?$/,
  ],
  ["actors.0.script.0.size", 3, /^a\.json: actors\[0\]\.script\[0\]: field name is "size"; expected /],
  [
    "actors.0.script.0.bytes",
    undefined,
    "a.json: actors[0].script[0].bytes is undefined; expected a number of at least 0, in bytes",
  ],
  [
    "actors.0.script.1.id",
    "frist",
    'a.json: actors[0].script[1].id: activity name is "frist"; expected a known one: did you mean "first"?',
  ],
  [
    "actors.0.script.1",
    { op: "kill", actor: "sendr" },
    'a.json: actors[0].script[1].actor: actor name is "sendr"; expected a known one: did you mean "sender"?',
  ],
  [
    "actors.0.script.1",
    { op: "spawn", actor: { name: "new", host: "here", script: [{ op: "slep", for: 1 }] } },
    /^a\.json: actors\[0\]\.script\[1\]\.actor\.script\[0\]\.op is "slep"; .*: did you mean "sleep"\?$/,
  ],
  [
    "actors.0.script.1",
    { op: "vm_start", vm: "v" },
    'a.json: actors[0].script[1].vm: VM name is "v"; expected a VM that exists, and there is none yet',
  ],
  [
    "actors.0.script.1",
    { op: "probe", as: "p", what: "host_lode", of: "here" },
    /^a\.json: actors\[0\]\.script\[1\]\.what is "host_lode"; expected one of .*: did you mean "host_load"\?$/,
  ],
  [
    "platform.hosts.0.speed",
    [],
    "a.json: platform.hosts[0].speed is []; expected a speed in flop/s, or a list of speeds, one for each p-state",
  ],
  [
    "platform.hosts.0.speed",
    Number.POSITIVE_INFINITY,
    "a.json: platform.hosts[0].speed is Infinity; expected a number of at least 0, in flop/s",
  ],
  [
    "platform.links.0.concurrency_limit",
    1.5,
    "a.json: platform.links[0].concurrency_limit is 1.5; expected a whole number of at least 0, or -1 for no limit",
  ],
  [
    "actors.1",
    { name: "sender", host: "here", script: [] },
    'a.json: actors[1].name is "sender"; expected a name that no actor before it has',
  ],
  [
    "actors.0.script.1",
    { op: "sleep" },
    'a.json: actors[0].script[1] is {"op":"sleep"}; expected a sleep with "for" or "until", and not both',
  ],
  [
    "actors.0.script.1",
    { op: "ptask", hosts: ["here"], flops: [1] },
    'a.json: actors[0].script[1].op is "ptask"; expected it only where config.host_model is "ptask_L07"',
  ],
  [
    "expect.marks.sent.outcome",
    "done",
    /^a\.json: expect\.marks\.sent\.outcome is "done"; expected one of "ok", /,
  ],
  ["expect.end", undefined, "a.json: expect.end is undefined; expected a number, in seconds"],
])("a simulation with a wrong %s (%j) is refused in one line", (path, value, message) => {
  expect(() => decodeCase(changed(simulation, path, value), "a.json")).toThrow(message)
})

it.each([
  ["flops", { flops: [1] }, "flops is [1]; expected 2 numbers, one for each host"],
  ["bytes", { bytes: [[0, 1]] }, "bytes is [[0,1]]; expected 2 rows, one for each host"],
  ["row of bytes", { bytes: [[0, 1], [0]] }, "bytes[1] is [0]; expected 2 numbers, one for each host"],
])("a parallel task with a wrong number of %s is refused in one line", (_, work, message) => {
  const task = { op: "ptask", hosts: ["here", "there"], ...work }
  const document = changed(simulation, "actors.0.script", [task]) as object
  const parallel = { ...document, config: { host_model: "ptask_L07" } }
  expect(() => decodeCase(parallel, "a.json")).toThrow(`a.json: actors[0].script[0].${message}`)
})

it("a variable that was removed is refused in one line", () => {
  const remove = { op: "remove", variable: 0 }
  const twice = { ...system, steps: [{ ops: [remove] }, { ops: [remove] }] }
  expect(() => decodeCase(twice, "b.json")).toThrow(
    "b.json: steps[1].ops[0].variable is 0; expected a variable that was not removed before",
  )
})

it("a document of endless depth is refused in one line", () => {
  let actor = { name: "a", host: "here", script: [] as object[] }
  for (let i = 0; i < 3000; i++) actor = { name: "a", host: "here", script: [{ op: "spawn", actor }] }
  expect(() => decodeCase({ ...simulation, actors: [actor] }, "a.json")).toThrow(
    /^a\.json: depth of lists and objects is \d+; expected at most 500$/,
  )
})

it.each([
  [
    "solver",
    "maxmim",
    'b.json: solver is "maxmim"; expected one of "maxmin", "bmf", "fairbottleneck": did you mean "maxmin"?',
  ],
  [
    "constraints.0.policy",
    "fat",
    /^b\.json: constraints\[0\]\.policy is "fat"; expected one of "shared", "fatpipe"/,
  ],
  [
    "variables.0.elements.0.0",
    1,
    "b.json: variables[0].elements[0][0] is 1; expected the index of one of the 1 constraints, from 0",
  ],
  [
    "steps.0.ops.0.variable",
    4,
    "b.json: steps[0].ops[0].variable is 4; expected the index of one of the 1 variables, from 0",
  ],
  [
    "steps.0.ops.0.op",
    "set_bond",
    /^b\.json: steps\[0\]\.ops\[0\]\.op is "set_bond"; .*: did you mean "set_bound"\?$/,
  ],
])("a system with a wrong %s (%j) is refused in one line", (path, value, message) => {
  expect(() => decodeCase(changed(system, path, value), "b.json")).toThrow(message)
})

it.each([
  ["null", null],
  ["a list", []],
  ["a text", "case"],
])("%s is no case", (_, document) => {
  expect(() => decodeCase(document, "c.json")).toThrow(/^c\.json: the document is .*; expected a case: /)
})
