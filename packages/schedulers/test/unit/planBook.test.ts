import { expect, it } from "vitest"
import { PlanBook } from "../../src/cluster/planBook.ts"
import { testCluster } from "../support/testCluster.ts"

const { vms, machines } = testCluster({ loads: [[0.5, 0.5], [], []] })
const [vm, other] = vms as [(typeof vms)[0], (typeof vms)[0]]
const [source, bypass, target] = machines as [
  (typeof machines)[0],
  (typeof machines)[0],
  (typeof machines)[0],
]

it("a VM is in one plan at most, until that has released it", () => {
  const book = new PlanBook()
  const claim = book.claim(vm, 1, target)!
  expect(book.claim(vm, 2, target)).toBeUndefined()
  expect([book.size, book.claimOf(vm)?.plan, book.claimOf(other)]).toEqual([1, 1, undefined])
  book.release(claim)
  expect([book.size, book.claimOf(vm)]).toEqual([0, undefined])
  expect(book.claim(vm, 2, target)).toEqual({ vm, plan: 2, to: target })
})

it("a plan touches the machine that a VM comes to, and the one where it is", () => {
  const book = new PlanBook()
  const claim = book.claim(vm, 1, target)!
  const touched = () => machines.map((machine) => book.touches(machine))
  expect(touched()).toEqual([true, false, true])
  expect([...book.arrivingAt(target)]).toEqual([claim])
  expect([...book.arrivingAt(source)]).toEqual([])
  book.release(claim)
  expect(touched()).toEqual([false, false, false])
})

it.each([["first"], ["last"]])(
  "a VM that takes a bypass is in its plan until both moves are over, the %s one first",
  (order) => {
    const book = new PlanBook()
    const legs = [book.claim(vm, 1, bypass)!, book.claim(vm, 1, target)!]
    if (order === "last") legs.reverse()
    book.release(legs[0]!)
    expect(book.claimOf(vm)?.plan).toBe(1)
    expect(book.claim(vm, 2, target)).toBeUndefined()
    book.release(legs[1]!)
    expect([book.size, book.claimOf(vm)]).toEqual([0, undefined])
  },
)

it("who listens is told of every move that begins", () => {
  const book = new PlanBook()
  const heard: string[] = []
  book.onStart(() => heard.push("a"))
  book.onStart(() => heard.push("b"))
  book.tellStart()
  book.tellStart()
  expect(heard).toEqual(["a", "b", "a", "b"])
})
