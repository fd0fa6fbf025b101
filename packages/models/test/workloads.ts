import type { Workload, WorkloadVm } from "../src/index.ts"

/** A VM with a sample every `interval` seconds. */
export function regularVm(cpu: ArrayLike<number>, interval = 300, id = "vm"): WorkloadVm {
  const dates = Float64Array.from({ length: cpu.length }, (_, k) => k * interval)
  return vmOf(dates, cpu, cpu.length * interval, id)
}

export function vmOf(dates: ArrayLike<number>, cpu: ArrayLike<number>, end: number, id = "vm"): WorkloadVm {
  return {
    id,
    cores: undefined,
    memory: undefined,
    dates: Float64Array.from(dates),
    cpu: Float64Array.from(cpu),
    end,
  }
}

export function workloadOf(vms: readonly WorkloadVm[], rest: Partial<Workload> = {}): Workload {
  return { name: "test", isSynthetic: false, interval: 300, shareOf: "itself", vms, repairs: [], ...rest }
}

/** A VM as pairs of a date and a share, and its end. */
export interface Points {
  readonly points: readonly (readonly [number, number])[]
  readonly end: number
}

/** Of points, VM after VM. */
export function byHand(...vms: readonly Points[]): Workload {
  return workloadOf(
    vms.map(({ points, end }, i) =>
      vmOf(
        points.map(([date]) => date),
        points.map(([, share]) => share),
        end,
        `vm ${i}`,
      ),
    ),
    { name: "by hand" },
  )
}

/** A sample each 300 s. */
export function sampled(...shares: readonly number[]): Points {
  return { points: shares.map((share, k) => [300 * k, share] as const), end: 300 * shares.length }
}
