/** Simulated seconds for each real one that readers may choose from. */
export const speeds: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

/** The speed at which a replay takes about half a minute. */
export function suitableSpeed(end: number): number {
  return speeds.find((speed) => end / speed <= 45) ?? speeds.at(-1)!
}
