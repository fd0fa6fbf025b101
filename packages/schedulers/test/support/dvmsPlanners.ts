import { isRight } from "fp-ts/lib/Either.js"
import { relieveByFirstFitDecreasing } from "../../src/centralized/firstFitDecreasing.ts"
import { decided } from "../../src/planner/decided.ts"
import type { Planner } from "../../src/planner/planner.ts"

/** First fit, for views of at least so many hosts; finds nothing for fewer. */
export function relievesFrom(hosts: number): Planner {
  return {
    name: "first fit",
    decide: (view) => {
      const moves = view.hosts.length < hosts ? undefined : relieveByFirstFitDecreasing(view)
      return decided(view, moves !== undefined && isRight(moves) ? moves.right : [])
    },
  }
}

/** Finds nothing, ever. */
export const relievesNobody: Planner = { name: "nobody", decide: (view) => decided(view, []) }
