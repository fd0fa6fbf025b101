import { orThrow } from "@placelab/models"
import * as E from "fp-ts/lib/Either.js"
import { describe, expect, test } from "vitest"
import { formatConstraint } from "../../src/constraints/documents/index.ts"
import {
  ban,
  type Constraint,
  entropyOptions,
  entropyProblem,
  fence,
  findConflict,
  gather,
  offline,
  online,
  root,
  solveEntropy,
  spread,
} from "../../src/index.ts"
import { drawConstrained, ofOneReading, readings } from "../property/constraintInstances.ts"

const hosts = ["a", "b", "c"].map((name) => ({ name, cpu: 4, memory: 8 }))
const vms = ["x", "y", "z"].map((name) => ({ name, host: "a", cpu: 1, memory: 1 }))
const conflict = (constraints: readonly Constraint[], limit = 20_000) => {
  const found = orThrow(findConflict({ hosts, vms, constraints }, { limit }))
  if (found.status !== "infeasible") return found.status
  expect(found.open).toEqual([])
  return found.constraints.map(({ statement }) => formatConstraint(statement))
}

describe("constraints that conflict", () => {
  test("are told without those that have nothing to do with it, in their order", () => {
    const rules = [
      ...[ban(["z"], ["b"]), spread(["x", "y"]), offline(["c"]), fence(["z"], ["a", "c"]), root(["x"])],
      ...[gather(["x", "y"]), online(["b"])],
    ]
    expect(conflict(rules)).toEqual(["spread({x, y})", "gather({x, y})"])
  })

  test("may be one alone, or many", () => {
    expect(conflict([spread(["x", "y"]), fence(["z"], [])])).toEqual(["fence({z}, {})"])
    const three = [offline(["a"]), ban(["x"], ["b"]), ban(["y"], ["b"]), ban(["x"], ["c"])]
    expect(conflict(three)).toEqual(["offline({a})", "ban({x}, {b})", "ban({x}, {c})"])
  })

  test("are none where there is a plan", () => {
    expect(conflict([spread(["x", "y", "z"])])).toBe("feasible")
  })

  test("are an empty set where the VMs do not fit anyway", () => {
    const large = [{ name: "w", host: "a", cpu: 5, memory: 1 }]
    const found = orThrow(findConflict({ hosts, vms: large, constraints: [spread(["w"])] }))
    expect(found).toEqual({ status: "infeasible", constraints: [], open: [] })
  })

  test("are not known where the limit ends the search, and some may be too many where it ends one on the way", () => {
    // six VMs of 3 and six of 1 in eight hosts of 3 cores: full, so that a proof takes a search
    const many = Array.from({ length: 8 }, (_, i) => ({ name: `h${i}`, cpu: 3, memory: 100 }))
    const crowd = Array.from({ length: 12 }, (_, i) => ({
      name: `v${i}`,
      host: "h0",
      cpu: i < 6 ? 3 : 1,
      memory: 1,
    }))
    const rules = [spread(["v6", "v7", "v8"]), ban(["v0"], ["h1"])]
    const input = { hosts: many, vms: crowd, constraints: rules }
    expect(orThrow(findConflict(input, { limit: 5 }))).toEqual({ status: "unknown" })
    const impossible = fence(["v0"], [])
    const found = orThrow(findConflict({ ...input, constraints: [...rules, impossible] }, { limit: 5 }))
    expect(found).toEqual({ status: "infeasible", constraints: [impossible], open: [impossible] })
  })

  test("are found among many, where the search of all does not end in the limit", () => {
    // 300 hosts, two VMs on each: gathered are two that are apart, where each VM is spread from another one
    const many = Array.from({ length: 300 }, (_, i) => ({ name: `h${i}`, cpu: 4, memory: 8 }))
    const crowd = Array.from({ length: 600 }, (_, i) => ({
      name: `v${i}`,
      host: `h${i % 300}`,
      cpu: 1,
      memory: 1,
    }))
    const apart = Array.from({ length: 300 }, (_, i) => spread([`v${i}`, `v${i + 300}`]))
    const rules: Constraint[] = [...apart, spread(["v7", "v9"]), gather(["v9", "v309"]), spread(["v8", "v9"])]
    const input = { hosts: many, vms: crowd, constraints: rules }
    const search = orThrow(entropyOptions({ scope: "all", limit: 3000 }))
    expect(solveEntropy(orThrow(entropyProblem(input)), search).status).toBe("unknown")
    const found = orThrow(findConflict(input, { limit: 3000 }))
    expect(found).toEqual({ status: "infeasible", constraints: [rules[9], rules[301]], open: [] })
  })

  test("are made minimal with their own VMs only, where three conflict that share one VM each", () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ name: `h${i}`, cpu: 4, memory: 8 }))
    const crowd = Array.from({ length: 600 }, (_, i) => ({
      ...{ name: `v${i}`, host: `h${i % 300}`, cpu: 1, memory: 1 },
    }))
    const apart = Array.from({ length: 300 }, (_, i) => spread([`v${i}`, `v${i + 300}`]))
    const three = [gather(["v7", "v8"]), gather(["v8", "v9"]), spread(["v7", "v9"])]
    const input = { hosts: many, vms: crowd, constraints: [...apart, ...three] }
    const found = orThrow(findConflict(input, { limit: 5000 }))
    expect(found).toEqual({ status: "infeasible", constraints: three, open: [] })
  })

  test("are found with few searches among many constraints", () => {
    let searches = 0
    const first = ban(["z"], ["b"])
    const counted: Constraint = {
      ...first,
      pruning: (numbering) => {
        searches++
        return first.pruning(numbering)
      },
    }
    const others = Array.from({ length: 255 }, () => ban(["z"], ["c"]))
    const impossible = fence(["x"], [])
    const found = orThrow(findConflict({ hosts, vms, constraints: [counted, ...others, impossible] }))
    expect(found).toMatchObject({ status: "infeasible", constraints: [impossible] })
    // A search asks for a pruning a few times. One constraint after the other would be 256 searches.
    expect(searches).toBeLessThan(64)
  })

  test("are not looked for in a problem that is refused", () => {
    const refused = findConflict({ hosts, vms, constraints: [spread(["v"])] })
    expect(E.isLeft(refused) && refused.left.message).toBe(
      'placement constraint: VM name is "v"; expected one of the 3 known, such as "x"',
    )
    expect(E.isLeft(findConflict({ hosts, vms, constraints: [] }, { limit: 0 }))).toBe(true)
  })
})

test("on 150 drawn clusters, what conflicts is infeasible, and without any one of it there is a plan", () => {
  const kinds = [...readings, ...ofOneReading]
  const options = orThrow(entropyOptions({ scope: "all", limit: 20_000 }))
  let conflicts = 0
  for (let seed = 0; seed < 150; seed++) {
    const drawn = Array.from({ length: 5 }, (_, i) => kinds[(7 * seed + 3 * i) % kinds.length]!)
    const input = drawConstrained(drawn, seed)
    const found = orThrow(findConflict(input, { limit: 20_000 }))
    if (found.status !== "infeasible") continue
    conflicts++
    const statusOf = (constraints: readonly Constraint[]) =>
      solveEntropy(orThrow(entropyProblem({ ...input, constraints })), options).status
    expect({ seed, status: statusOf(found.constraints) }).toEqual({ seed, status: "infeasible" })
    for (const left of found.constraints) {
      if (found.open.includes(left)) continue
      const rest = found.constraints.filter((each) => each !== left)
      expect({ seed, status: statusOf(rest) }).toMatchObject({
        seed,
        status: expect.stringMatching(/optimal|feasible$/),
      })
      expect(statusOf(rest)).not.toBe("infeasible")
    }
  }
  expect(conflicts).toBeGreaterThan(50)
})
