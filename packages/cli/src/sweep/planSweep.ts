/*
 * A sweep as runs: all are decoded, completed and checked before the first one is played.
 */
import {
  type Axis,
  axisFields,
  canonicalJson,
  InputError,
  type SweepPoint,
  sweepPoints,
} from "@placelab/core"
import { orThrow } from "@placelab/models"
import {
  type ConsolidationScenario,
  consolidationScenario,
  isConsolidation,
  type Scenario,
  scenario,
} from "@placelab/schedulers"
import { decodeAnyScenario } from "@placelab/schedulers/scenario"
import { namingFile } from "../namingFile.ts"
import type { AnyScenario } from "../play.ts"
import { withDigest } from "../scenarioTrace.ts"
import { setField } from "../setField.ts"
import { axisText } from "./axisText.ts"
import type { CodeVersion } from "./codeVersion.ts"
import { axesOf, readSweep, type SweepDocument, seedsOf } from "./readSweep.ts"
import { sha256 } from "./sha256.ts"

/** A run of a sweep. */
export interface PlannedRun {
  /** Which point of the sweep, from 0; the first one where several have the same scenario. */
  readonly index: number
  readonly point: SweepPoint
  /** Such as "mine.json, hosts=64, scheduler=dvms, seed 1", for messages. */
  readonly name: string
  /** With every field, as `placelab run --out` writes it. */
  readonly scenario: Omit<Scenario, "serviceNodes"> | ConsolidationScenario
  /** Of the canonical JSON of the scenario. */
  readonly scenarioHash: string
  /** Of scenario and code: the address of the result. */
  readonly hash: string
  /** Machines x seconds: long runs are begun first. */
  readonly cost: number
}

/** A sweep that can be played. */
export interface SweepPlan {
  /** The file that it is from, for messages. */
  readonly file: string
  readonly document: SweepDocument
  readonly axes: readonly Axis[]
  /** A run for each point, in order. Several may have the same scenario, and so the same hash. */
  readonly runs: readonly PlannedRun[]
  readonly version: CodeVersion
}

/** The plan of the sweep of a file. Errors: InputError in one line, with file, axis and value. */
export function planSweep(file: string, version: CodeVersion): SweepPlan {
  const document = readSweep(file)
  const axes = axesOf(document)
  const points = sweepPoints(file, { axes, seeds: seedsOf(file, document) })
  const decoded: AnyScenario[] = []
  const digests = new Map<string, string>()
  const first = new Map<string, number>()
  const runs = points.map((point, at) => {
    const name = nameOf(file, axes, point)
    // The points of a combination differ by the seed alone.
    const raw = (decoded[point.combination] ??= decodePoint(name, document, axes, point, digests))
    const scenario = completeScenario(name, { ...raw, seed: point.seed })
    const hash = resultHash(scenario, version)
    const index = first.get(hash) ?? at
    first.set(hash, index)
    return {
      index,
      point,
      name,
      scenario,
      scenarioHash: sha256(canonicalJson(scenario)),
      hash,
      cost: scenario.hosts * ("duration" in scenario ? scenario.duration : day),
    }
  })
  return { file, document, axes, runs, version }
}

/** Which one of `count` tasks plays a run. */
export function taskOf({ index }: PlannedRun, count: number): number {
  return index % count
}

/** What the result of a run is found by. */
export function resultHash(scenario: unknown, { placelab, code }: CodeVersion): string {
  return sha256(canonicalJson({ placelab, code, scenario }))
}

function nameOf(file: string, axes: readonly Axis[], { values, seed }: SweepPoint): string {
  const settings = values.map((value, axis) => `${axes[axis]!.name}=${axisText(value)}`)
  return [file, ...settings, `seed ${seed}`].join(", ")
}

function decodePoint(
  name: string,
  document: SweepDocument,
  axes: readonly Axis[],
  { values }: SweepPoint,
  digests: Map<string, string>,
): AnyScenario {
  const json = structuredClone(document.scenario)
  values.forEach((value, axis) => {
    // Copies: a later axis may set a field of them.
    for (const [path, each] of axisFields(axes[axis]!, value))
      setField(name, json, path, structuredClone(each))
  })
  const scenario = decodeAnyScenario(json, name)
  return namingFile(name, () => withDigest(scenario, digests))
}

/** What a consolidation scenario lasts, in seconds. */
const day = 86_400

function completeScenario(name: string, raw: AnyScenario): PlannedRun["scenario"] {
  if (isConsolidation(raw)) return namingFile(name, () => orThrow(consolidationScenario(raw)))
  const complete = namingFile(name, () => orThrow(scenario(raw)))
  requireRepeatable(name, complete)
  // They follow from the scheduler.
  const { serviceNodes: _, ...whole } = complete
  return whole
}

function requireRepeatable(name: string, { scheduler }: Scenario): void {
  if (scheduler.name === "none" || scheduler.decisionTime.model !== "measured") return
  const expected = "another one: what is measured is another time each time"
  throw new InputError(name, "scheduler.decisionTime.model", "measured", expected)
}
