/**
 * The part of a process's environment that would show in a notebook's outputs: dates are those of UTC and numbers
 * those of English on every machine, and printed values have no colours.
 */
export const repeatable = { TZ: "UTC", LC_ALL: "en_US.UTF-8", FORCE_COLOR: "0" } as const
