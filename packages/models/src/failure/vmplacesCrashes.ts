import { InputError, JavaRandom, type Seconds } from "@placelab/core"
import { vmplacesDates } from "../load/vmplacesLoad.ts"
import type { VmplacesSetting } from "../load/vmplacesSetting.ts"
import type { FailureEvent } from "./failureEvent.ts"

/** Off and on, of a host or a VM. */
interface Switch {
  readonly date: Seconds
  readonly who: number
  readonly isOn: boolean
}

/**
 * The crashes of VMPlaceS: hosts at random, service nodes among them, at a constant rate, each down for `crashDuration`. In order
 * of date; hosts by their number. One that crashes again while it is down comes back so much later; one that would come
 * back after the end does not.
 */
export function vmplacesCrashes(setting: VmplacesSetting): FailureEvent[] {
  const { pms, serviceNodes, seed, duration, crashPeriod, crashDuration } = setting
  const hosts = pms + serviceNodes
  const picks = new JavaRandom(seed)
  const events: Switch[] = []
  for (const date of vmplacesDates(seed, hosts, crashPeriod, duration))
    pushSwitch(events, picks.nextInt(hosts), date, date + crashDuration, duration)
  return inOrder(events)
}

/**
 * The crashes with which VMPlaceS tries Snooze: the first service node, where the leader is at the beginning, at multiples of
 * `leaderCrashPeriod`; and at multiples of `managerCrashPeriod` one of the service nodes but the last. So the leader's node can
 * be hit by the second rule, and the last one never is. Without crashes of the leader, all of them can be hit.
 *
 * The second rule is written down after the first, and looks for a return of the same node in what is written down: it may
 * push back the return from a crash that has not come yet, which then is for good. VMPlaceS does the same.
 *
 * Errors: InputError where there is no node that the second rule could choose.
 */
export function vmplacesServiceCrashes(setting: VmplacesSetting): FailureEvent[] {
  const { pms, serviceNodes, seed, duration, crashDuration, leaderCrashPeriod, managerCrashPeriod } = setting
  const eligible = leaderCrashPeriod > 0 ? serviceNodes - 1 : serviceNodes
  if (eligible < 1) {
    const expected = leaderCrashPeriod > 0 ? "at least 2, a leader and a manager" : "at least 1"
    throw new InputError("VMPlaceS setting", "serviceNodes", serviceNodes, expected)
  }
  const picks = new JavaRandom(seed)
  const events: Switch[] = []
  const crash = (who: number, date: Seconds) => pushSwitch(events, who, date, date + crashDuration, duration)
  if (leaderCrashPeriod > 0) for (const date of multiples(leaderCrashPeriod, duration)) crash(pms, date)
  for (const date of multiples(managerCrashPeriod, duration)) crash(pms + picks.nextInt(eligible), date)
  return inOrder(events)
}

/**
 * Writes down that `who` goes off at `date` and comes back at `back`, unless that is `end` or later. Where a return of it at `date`
 * or later is written down, it is taken out instead of a second going off.
 */
export function pushSwitch(events: Switch[], who: number, date: Seconds, back: Seconds, end: Seconds): void {
  let found = -1
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i]!
    if (!event.isOn) continue
    if (event.date < date) break
    if (event.who !== who) continue
    found = i
    break
  }
  if (found >= 0) events.splice(found, 1)
  else events.push({ date, who, isOn: false })
  if (back < end) events.push({ date: back, who, isOn: true })
}

/** As VMPlaceS does it: once at least, also when the first one is after the end. */
function multiples(period: Seconds, end: Seconds): Seconds[] {
  const dates = [period]
  for (let date = 2 * period; date < end; date += period) dates.push(date)
  return dates
}

function inOrder(events: Switch[]): FailureEvent[] {
  return events.sort((a, b) => a.date - b.date).map(({ date, who, isOn }) => ({ date, host: who, isOn }))
}
