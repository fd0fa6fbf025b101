/*
 * Problem     Which VM of a host goes up and down most as the others do?
 * Notation    x(i, k)   utilisation of VM i at measure k, of m
 *             R2(i)     coefficient of determination of the least-squares fit of x(i) by a constant and all other VMs
 * Computed    The fit from its normal equations, whose sums of products are the same for all i; R2 = max(0, SST - SSE) / SST. The VM of
 *             the largest R2 leaves; the first of several, and the first of all where none is above 0 or defined: the fit is not where a
 *             VM among the others did nothing in all that time, nor R2 where VM i stayed as it was.
 * Fallback    As many measures as VMs, or fewer, determine no fit: minimum migration time.
 * Cost        O(n^2 m + n^4) for n VMs.
 * Source      Beloglazov and Buyya, CCPE 24(13), 2012, section 5.2.3, equations 22 to 24.
 * Differs     Equations whose rows depend on each other have no answer but rounding: there another order of operations, as that of the
 *             library that CloudSim calls, may choose another VM.
 */
import { solveInPlace } from "./linearEquations.ts"
import { minimumMigrationTime } from "./minimumMigrationTime.ts"
import type { VmSelection } from "./selectableVm.ts"

/** MC: the VM whose CPU use is explained best by that of the others on its host. */
export const maximumCorrelation: VmSelection = (vms) => {
  const measures = vms[0]!.history.length
  if (measures <= vms.length) return minimumMigrationTime(vms)
  const ones: number[] = Array.from({ length: measures }, () => 1)
  const regressors = [ones, ...vms.map(({ history }) => Array.from(history))]
  const products = regressors.map((a) => regressors.map((b) => product(a, b)))
  let [at, most] = [0, Number.MIN_VALUE]
  for (const i of vms.keys()) {
    const determined = determination(regressors, products, i + 1)
    if (determined > most) [at, most] = [i, determined]
  }
  return at
}

function product(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}

/** R2 of one regressor by all others; `products[i][j]` is the sum of products of two of them. NaN where it is not defined. */
function determination(
  regressors: readonly (readonly number[])[],
  products: readonly (readonly number[])[],
  fitted: number,
): number {
  const isOther = (_: unknown, i: number) => i !== fitted
  const others = regressors.filter(isOther)
  const rows = products.filter(isOther).map((row) => row.filter(isOther))
  const weights = products[fitted]!.filter(isOther)
  if (!solveInPlace(rows, weights)) return Number.NaN
  const values = regressors[fitted]!
  const mean = products[0]![fitted]! / values.length
  let [total, error] = [0, 0]
  for (let k = 0; k < values.length; k++) {
    let fit = 0
    for (let i = 0; i < others.length; i++) fit += weights[i]! * others[i]![k]!
    const [residual, deviation] = [fit - values[k]!, values[k]! - mean]
    error += residual * residual
    total += deviation * deviation
  }
  return Math.max(0, total - error) / total
}
