/*
 * How long do n equal VMs take that boot together on one host?
 *
 * Notation
 *   alpha  I/O time of one boot alone          f  share of it in which the storage is busy for the boot
 *   beta   CPU time of one boot alone          c  cores of the host
 *   e      VMs that boot together              w  VMs beside them, each with a task that would keep a core busy
 *
 *   I/O    alpha ((1 - f) + f e)               of the I/O time, (1 - f) is waiting (for the network's and the server's
 *                                              answers), in which the storage serves others; f is service, which e boots share
 *   CPU    beta max(1, (e + w) / c)            a boot computes in one thread; cores are shared fairly
 *   T      I/O + CPU                           a boot reads what it runs next: the two do not overlap
 *
 * So the slope in e is alpha f + beta / c once the cores are full, and the one in w is beta / c.
 *
 * Source       Nguyen and Lebre, PDP 2017, as later work describes it: boot time is a CPU part plus an I/O part, each stretched
 *              by the contention on its resource. Of the paper only the abstract could be read: the equations, and the
 *              division of the I/O time by f, are ours.
 * Left out     memory and network load that does not touch the storage's way; caches of the host; VMs that differ, or start
 *              apart (for these: `bootOn`, the same model as a process).
 */
import type { BootParameters } from "./parameters.ts"
import type { BootResult } from "./result.ts"

/**
 * How long each of the VMs takes to boot.
 *
 * @example
 * pipe(bootParameters({ ioTime: 2.82, cpuTime: 7.75, cores: 4, bootingVms: 6, busyShare: 0.34 }), E.map(predictBoot))
 * // right: 7.6 s of I/O and 11.6 s of CPU, 19.2 s
 */
export function predictBoot(parameters: BootParameters): BootResult {
  const { ioTime, cpuTime, bootingVms, busyShare } = parameters
  const ioSeconds = ioTime * (1 - busyShare + busyShare * bootingVms)
  const cpuSeconds = cpuTime * cpuStretch(parameters)
  return { end: "done", seconds: ioSeconds + cpuSeconds, ioSeconds, cpuSeconds }
}

/** The naive model of most simulators: a constant, alpha + beta, whatever else runs or boots. */
export function predictConstantBoot({ ioTime, cpuTime }: BootParameters): BootResult {
  return { end: "done", seconds: ioTime + cpuTime, ioSeconds: ioTime, cpuSeconds: cpuTime }
}

/** How many times longer than alone a thread computes where all VMs ask for one core each. */
export function cpuStretch({
  cores,
  bootingVms,
  stressedVms,
}: Pick<BootParameters, "cores" | "bootingVms" | "stressedVms">): number {
  return Math.max(1, (bootingVms + stressedVms) / cores)
}
