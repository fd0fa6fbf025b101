/*
 * SI inside, and named in the types: a signature that says `Seconds` takes seconds. The aliases are plain numbers,
 * so arithmetic needs no ceremony; what crosses a public boundary is checked for its value instead.
 */

/** Simulated time or a duration, in seconds. */
export type Seconds = number
/** An amount of data, in bytes. */
export type Bytes = number
/** A rate of data, in bytes per second. */
export type BytesPerSecond = number
/** An amount of computation, in floating-point operations. */
export type Flops = number
/** A computing speed, in floating-point operations per second. */
export type FlopsPerSecond = number
/** Power. */
export type Watts = number

/** `n` MiB in bytes (1 MiB = 2^20 bytes). */
export const mebibytes = (n: number): Bytes => n * 1_048_576
/** `n` GiB in bytes (1 GiB = 2^30 bytes). */
export const gibibytes = (n: number): Bytes => n * 1_073_741_824
