/*
 * Who gives the power that is asked for: the sun first, then the battery, then the grid; what the sun has left charges the
 * battery, and what the battery cannot take is curtailed.
 *
 * Notation     d demand (constant), s(t) solar power (linear in each piece of its series), x = s - d the surplus; C capacity
 *              of the battery, B what it can give, c and q the most that goes in and comes out, e its efficiency.
 *
 * Model        x >= 0: the battery takes min(x, c) while B < C, dB/dt = e min(x, c); the rest is curtailed.
 *              x < 0:  the battery gives min(-x, q) while B > 0, dB/dt = -min(-x, q); the rest comes from the grid.
 *
 * x is cut where it passes 0, c and -q. Between two cuts all powers are linear in t, so B is a parabola, and the date at
 * which the battery is full or empty is the root of a quadratic equation: computed, not searched for in steps. Energies are
 * areas of trapezoids. Carbon is the integral of a product of two linear functions, for which Simpson's rule is exact.
 *
 * Left out     charging from the grid; self-discharge; a grid that can fail, or buys.
 */
import type { Seconds, Watts } from "@placelab/core"
import type { Battery, PowerSources } from "./powerSources.ts"
import { type Piece, pieceAt } from "./timeSeries.ts"
import { type Joules, kilowattHours } from "./units.ts"

/**
 * Energies since the start. What was asked for is `direct` + `discharged` + `grid`; what the sun gave is `direct` + `charged`
 * + `curtailed`; and `level` is what it was at the start + efficiency x `charged` - `discharged`.
 */
export interface EnergyBalance {
  /** What was asked for. */
  readonly demand: Joules
  /** What the sun gave, used or not. */
  readonly solar: Joules
  /** From the sun to whoever asked for it. */
  readonly direct: Joules
  /** From the sun into the battery, losses included. */
  readonly charged: Joules
  /** From the sun to nobody. */
  readonly curtailed: Joules
  /** From the battery. */
  readonly discharged: Joules
  /** From the grid: brown energy. */
  readonly grid: Joules
  /** Of the energy from the grid, in grams of CO2. */
  readonly carbon: number
  /** What the battery can still give. */
  readonly level: Joules
}

/** A balance under way. */
export type Accounts = { -readonly [Name in keyof EnergyBalance]: number }

/** The balance before anything was asked for. */
export function openingBalance({ battery }: PowerSources): Accounts {
  const { level } = battery
  return {
    demand: 0,
    solar: 0,
    direct: 0,
    charged: 0,
    curtailed: 0,
    discharged: 0,
    grid: 0,
    carbon: 0,
    level,
  }
}

/**
 * Brings accounts from one date to another, between which `demand` is constant: in closed form. Cost: the pieces of the
 * series in between.
 */
export function advance(
  accounts: Accounts,
  { battery, solar, carbonIntensity }: PowerSources,
  demand: Watts,
  from: Seconds,
  to: Seconds,
): void {
  for (let date = from; date < to; ) {
    const sun = pieceAt(solar, date)
    const intensity = pieceAt(carbonIntensity, date)
    const end = Math.min(to, sun.end, intensity.end)
    playPiece(accounts, { battery, demand, sun, intensity }, end - date)
    date = end
  }
}

/** What holds during one piece; seconds count from its start. */
interface Span {
  readonly battery: Battery
  readonly demand: Watts
  readonly sun: Piece
  readonly intensity: Piece
}

function playPiece(accounts: Accounts, span: Span, length: Seconds): void {
  let begin = 0
  for (const end of endsOf(span, length)) {
    accounts.demand += span.demand * (end - begin)
    accounts.solar += area(span.sun, begin, end)
    if (surplusAt(span, (begin + end) / 2) >= 0) playSurplus(accounts, span, begin, end)
    else playDeficit(accounts, span, begin, end)
    begin = end
  }
}

/** When the surplus passes 0, or what the battery can take or give, and the end of the piece; in order. */
function endsOf(span: Span, length: Seconds): readonly Seconds[] {
  const { battery, sun } = span
  if (sun.slope === 0) return [length]
  const [first, last] = [surplusAt(span, 0), surplusAt(span, length)]
  const [low, high] = [Math.min(first, last), Math.max(first, last)]
  const ends: Seconds[] = []
  const { chargeLimit, dischargeLimit } = battery
  for (const surplus of sun.slope > 0 ? [-dischargeLimit, 0, chargeLimit] : [chargeLimit, 0, -dischargeLimit])
    if (surplus > low && surplus < high) ends.push((surplus - first) / sun.slope)
  ends.push(length)
  return ends
}

function playSurplus(accounts: Accounts, span: Span, begin: Seconds, end: Seconds): void {
  const { capacity, chargeLimit, efficiency } = span.battery
  const [first, last] = [surplusAt(span, begin), surplusAt(span, end)]
  accounts.direct += span.demand * (end - begin)
  const surplus = ((first + last) / 2) * (end - begin)
  const offered = ((Math.min(first, chargeLimit) + Math.min(last, chargeLimit)) / 2) * (end - begin)
  const taken = Math.min(offered, (capacity - accounts.level) / efficiency)
  accounts.charged += taken
  accounts.curtailed += surplus - taken
  accounts.level = taken < offered ? capacity : accounts.level + efficiency * taken
}

function playDeficit(accounts: Accounts, span: Span, begin: Seconds, end: Seconds): void {
  const { dischargeLimit } = span.battery
  const [first, last] = [-surplusAt(span, begin), -surplusAt(span, end)]
  const [giveFirst, giveLast] = [Math.min(first, dischargeLimit), Math.min(last, dischargeLimit)]
  accounts.direct += area(span.sun, begin, end)
  const wanted = ((giveFirst + giveLast) / 2) * (end - begin)
  const given = Math.min(wanted, accounts.level)
  const empty = given < wanted ? begin + secondsUntil(accounts.level, giveFirst, giveLast, end - begin) : end
  accounts.discharged += given
  accounts.level = given < wanted ? 0 : accounts.level - given
  takeFromGrid(accounts, span, begin, empty, dischargeLimit)
  takeFromGrid(accounts, span, empty, end, 0)
}

/** The grid gives what is lacking beyond what the battery gives, which is `fromBattery` or all. */
function takeFromGrid(
  accounts: Accounts,
  span: Span,
  begin: Seconds,
  end: Seconds,
  fromBattery: Watts,
): void {
  if (begin === end) return
  const first = Math.max(0, -surplusAt(span, begin) - fromBattery)
  const last = Math.max(0, -surplusAt(span, end) - fromBattery)
  const { value, slope } = span.intensity
  const [before, after] = [value + slope * begin, value + slope * end]
  const middle = ((first + last) * (before + after)) / 4
  accounts.grid += ((first + last) / 2) * (end - begin)
  accounts.carbon += ((first * before + 4 * middle + last * after) / 6) * ((end - begin) / kilowattHours(1))
}

function surplusAt({ sun, demand }: Span, date: Seconds): Watts {
  return sun.value + sun.slope * date - demand
}

function area({ value, slope }: Piece, begin: Seconds, end: Seconds): Joules {
  return (value + (slope * (begin + end)) / 2) * (end - begin)
}

/** When a power that goes from `first` to `last` in `length` has given `energy`, which is less than all that it gives. */
function secondsUntil(energy: Joules, first: Watts, last: Watts, length: Seconds): Seconds {
  if (energy <= 0) return 0
  const slope = (last - first) / length
  const root = Math.sqrt(Math.max(0, first * first + 2 * slope * energy))
  return Math.min(length, (2 * energy) / (first + root))
}
