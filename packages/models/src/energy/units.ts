/** Energy: watts times seconds. */
export type Joules = number

/** `n` kWh in joules. */
export const kilowattHours = (n: number): Joules => n * 3.6e6
