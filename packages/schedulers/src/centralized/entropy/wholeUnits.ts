/** Demands of CPU are compared in billionths of a core. */
export const cpuUnitsPerCore = 1e9

/**
 * An amount in whole units: sums and differences of such numbers are exact up to 2^53, so ten VMs of 0.7 fill 7 cores
 * exactly. What is a whole number of units but for the rounding of a double is taken for it; the rest is rounded down,
 * demands and capacities alike, so that three thirds of a core fit into one.
 */
export function wholeUnits(amount: number, unitsPerOne: number): number {
  const exact = amount * unitsPerOne
  const nearest = Math.round(exact)
  return Math.abs(exact - nearest) <= nearest * 2 ** -50 ? nearest : Math.floor(exact)
}
