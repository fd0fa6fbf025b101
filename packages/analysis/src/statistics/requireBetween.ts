/** Refuses a share that is not strictly between 0 and 1. Errors: RangeError. */
export function requireBetween(where: string, what: string, share: number): void {
  if (!(share > 0 && share < 1))
    throw new RangeError(`${where}: ${what} is ${share}, expected more than 0 and less than 1`)
}
