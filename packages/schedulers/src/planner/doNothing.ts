import { decided } from "./decided.ts"
import type { Planner } from "./planner.ts"

/** Leaves everybody where they are. */
export const doNothing: Planner = { name: "nothing", decide: (view) => decided(view, []) }
