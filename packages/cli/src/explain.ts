import { InputError } from "@placelab/core"
import {
  type Cluster,
  type DecisionRecord,
  explainMove,
  isConsolidation,
  type MoveExplanation,
} from "@placelab/schedulers"
import { UserError } from "effect/cli/CliError"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { isSome, type Option } from "effect/Option"
import { clock } from "./clock.ts"
import { namingFile } from "./namingFile.ts"
import { playScenario } from "./playScenario.ts"
import { tellPart } from "./progress.ts"
import { repairLines } from "./repairLines.ts"
import { readScenario } from "./scenarioFile.ts"
import { file, overrides } from "./scenarioFlags.ts"
import { withTrace } from "./scenarioTrace.ts"

/** Candidates are printed up to this many; the others are counted. */
const mostCandidates = 20

const vm = Flag.String("vm").pipe(
  Flag.optional,
  Flag.withDescription("The VM whose moves are explained, such as vm-7; without it all moves are listed"),
)

/** `placelab explain`: plays a scenario and says why a VM was moved: the machines it could have gone to, and what ruled each out. */
export const explain = Command.make(
  "explain",
  { file, ...overrides, vm },
  Effect.fnUntraced(function* ({ file, vm, ...given }) {
    const text = yield* Effect.tryPromise({
      try: async () => {
        const records: DecisionRecord[] = []
        const asked = readScenario(file, given)
        if (isConsolidation(asked)) {
          const expected = "a scenario of a cluster: what consolidation decides is not told"
          throw new InputError(file, "profile", asked.profile, expected)
        }
        const { scenario: raw, workload } = await withTrace(asked)
        for (const line of repairLines(workload?.repairs ?? [])) process.stderr.write(line)
        const options = {
          ...(workload && { workload }),
          onProgress: tellPart,
          clock,
          onStart: (cluster: Cluster) => cluster.onDecision((record) => records.push(record)),
        }
        const { run } = namingFile(file, () => playScenario(raw, options))
        if (isSome(vm)) run.cluster.vm(vm.value)
        return report(records, vm)
      },
      catch: (cause) => new UserError({ cause }),
    })
    yield* Effect.sync(() => process.stdout.write(`${text}\n`))
  }),
).pipe(Command.withDescription("Play a scenario, and say why a VM was moved"))

function report(records: readonly DecisionRecord[], vm: Option<string>): string {
  const moves = records.flatMap((record) => record.decision.moves.map((move) => ({ record, move })))
  if (!isSome(vm))
    return [
      ...moves.map(
        ({ record, move }) =>
          `decision ${record.number} of ${record.node} at ${record.date} s: ${move.vm.name} goes from ${move.vm.host} to ${move.to}`,
      ),
      `${moves.length} moves in ${records.length} decisions; --vm NAME explains those of a VM`,
    ].join("\n")
  const decisions = new Set(moves.filter(({ move }) => move.vm.name === vm.value).map(({ record }) => record))
  if (decisions.size === 0) return `${vm.value} was moved by none of ${records.length} decisions`
  return [...decisions].map((record) => shortened(explainMove(record, vm.value))).join("\n\n")
}

function shortened({ text, candidates }: MoveExplanation): string {
  const lines = text.split("\n")
  const chosen = candidates.findIndex(({ fate }) => fate === "chosen")
  const shown = lines.filter((_, line) => line <= mostCandidates || line === chosen + 1)
  const hidden = candidates.filter((_, i) => i >= mostCandidates && i !== chosen)
  if (hidden.length === 0) return text
  const counts = new Map<string, number>()
  for (const { fate } of hidden) counts.set(fate, (counts.get(fate) ?? 0) + 1)
  const by = [...counts].map(([fate, count]) => `${count} ${fate}`).join(", ")
  return [...shown, `and ${hidden.length} more: ${by}`].join("\n")
}
