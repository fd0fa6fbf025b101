import { InputError } from "@placelab/core"
import type { SystemCase } from "./case.ts"

/** Refuses the index of a constraint or a variable that is not there, or not any more. Errors: InputError, in one line. */
export function checkSystem({ constraints, variables, steps = [] }: SystemCase, file: string): void {
  let count = variables.length
  const removed = new Set<number>()
  const demand = (what: string, index: number, size: number, things: string) => {
    if (index >= size)
      throw new InputError(file, what, index, `the index of one of the ${size} ${things}, from 0`)
  }
  const demandElements = (path: string, elements: readonly (readonly [number, number])[]) => {
    elements.forEach(([constraint], i) => {
      demand(`${path}.elements[${i}][0]`, constraint, constraints.length, "constraints")
    })
  }
  variables.forEach(({ elements }, i) => {
    demandElements(`variables[${i}]`, elements)
  })
  steps.forEach(({ ops }, i) => {
    ops.forEach((change, j) => {
      const path = `steps[${i}].ops[${j}]`
      if (change.op === "add") {
        demandElements(`${path}.variable`, change.variable.elements)
        count++
      } else if (change.op === "set_constraint_bound")
        demand(`${path}.constraint`, change.constraint, constraints.length, "constraints")
      else {
        demand(`${path}.variable`, change.variable, count, "variables")
        if (removed.has(change.variable))
          throw new InputError(
            file,
            `${path}.variable`,
            change.variable,
            "a variable that was not removed before",
          )
        if (change.op === "remove") removed.add(change.variable)
      }
    })
  })
}
