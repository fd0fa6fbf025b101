import type { SolverName } from "@placelab/core"

/** Our solvers by the names that the cases use. */
export const solverNames = {
  maxmin: "max-min",
  bmf: "bmf",
  fairbottleneck: "fair-bottleneck",
} as const satisfies Record<string, SolverName>
