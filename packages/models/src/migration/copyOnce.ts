import type { Steps } from "@placelab/core"
import type { MigrationParameters } from "./parameters.ts"
import type { Passage } from "./passage.ts"
import { PredictedMigration } from "./predicted.ts"
import type { MigrationResult } from "./result.ts"
import { predictStorage, sendStorage } from "./storage.ts"

/**
 * The naive model of most simulators: the memory is sent once while the VM runs, and nothing gets dirty. T = R / B,
 * whatever the VM does, and no down time. (CloudSim's is this one, with half of the bandwidth.) Storage is as much more
 * memory.
 */
export function predictNaive(parameters: MigrationParameters): MigrationResult {
  const { memory, storage } = parameters
  const path = new PredictedMigration(parameters)
  path.send({ memory, storage }, true)
  return path.result("copied", 0)
}

/** Stop and copy: the VM is stopped for as long as its memory takes. T = down time = R / B. Storage goes ahead. */
export function predictStopAndCopy(parameters: MigrationParameters): MigrationResult {
  const path = new PredictedMigration(parameters)
  const storage = predictStorage(path, parameters)
  path.send({ memory: parameters.memory, storage }, false)
  return path.result("copied", parameters.latency)
}

/** {@link predictNaive} on the engine: nobody waits for the news. */
export function* naive(passage: Passage): Steps<MigrationResult> {
  const { vm, settings } = passage
  const round = yield* passage.send({ memory: vm.memory, storage: settings.storage }, true)
  if (round === undefined) return passage.result()
  passage.arrive()
  return passage.concludeSilently("copied")
}

/** {@link predictStopAndCopy} on the engine. */
export function* stopAndCopy(passage: Passage): Steps<MigrationResult> {
  const storage = yield* sendStorage(passage)
  if (storage === undefined) return passage.result()
  const hasArrived = yield* passage.handOver({ memory: passage.vm.memory, storage })
  return hasArrived ? yield* passage.conclude("copied") : passage.result()
}
