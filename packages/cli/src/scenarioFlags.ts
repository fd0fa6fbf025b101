import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"

/** What commands that play a scenario have in common. */
export const file = Argument.String("SCENARIO.json").pipe(
  Argument.withDescription(
    "A scenario; the folder scenarios has some, and `placelab schedulers` lists schedulers",
  ),
)

export const overrides = {
  scheduler: Flag.String("scheduler").pipe(
    Flag.optional,
    Flag.withDescription("Another scheduler, with its defaults"),
  ),
  seed: Flag.Int("seed").pipe(Flag.optional, Flag.withDescription("Another seed")),
  set: Flag.String("set").pipe(
    Flag.atLeast(0),
    Flag.withDescription("Another value of a field: hosts=256, scheduler.overlay=ring; as often as wanted"),
  ),
} as const
