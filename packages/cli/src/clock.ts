/** Seconds by the clock of this computer: for decision times that are to be measured, for how long something still takes, and for nothing else. */
export const clock = () => performance.now() / 1000
