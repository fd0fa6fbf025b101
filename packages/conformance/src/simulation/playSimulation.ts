import { DeadlockError, Engine } from "@placelab/core"
import type { SimulationAnswer } from "../format/answers.ts"
import type { SimulationCase } from "../format/case.ts"
import { engineOptions } from "./engineOptions.ts"
import { buildPlatform } from "./platform.ts"
import { spawn } from "./script.ts"
import { World } from "./world.ts"

/**
 * Plays the actors of a case on its platform. When nothing can happen any more, those who still wait are killed.
 * Errors: InputError, and what the engine throws.
 */
export function playSimulation({ config, platform, actors }: SimulationCase): SimulationAnswer {
  const engine = new Engine(engineOptions(config))
  const built = buildPlatform(engine, platform)
  const world = new World(engine, built, config?.host_model === "ptask_L07", spawn)
  for (const actor of actors) world.spawn(actor)
  try {
    engine.run()
  } catch (error) {
    if (!(error instanceof DeadlockError)) throw error
    world.killTheRest()
  }
  world.throwFailure()
  const { hostEnergy, linkEnergy } = built
  return {
    marks: world.marks,
    actors: world.ends,
    ...(hostEnergy.size > 0 && { host_energy: totals(hostEnergy, ({ total }) => total) }),
    ...(linkEnergy.size > 0 && {
      link_energy: totals(linkEnergy, (meters) => meters.reduce((sum, { total }) => sum + total, 0)),
    }),
    end: world.end,
  }
}

function totals<M>(meters: ReadonlyMap<string, M>, total: (meter: M) => number): Record<string, number> {
  return Object.fromEntries([...meters].map(([name, meter]) => [name, total(meter)]))
}
