import { type CloudsimHost, type CloudsimVm, minimumMigrationTime, staticThreshold } from "../../src/index.ts"

/** 1000 MIPS; 100 W idle, and a watt more for each 10 MIPS; 125 MB/s, of which a migration takes half. */
export const host: CloudsimHost = {
  cores: 1,
  mips: 1000,
  megabytes: 4096,
  kilobits: 1_000_000,
  power: [100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200],
}

/** 625 MB migrate in 10 s at 62.5 MB/s. */
export const vm = (mips: number, ...percent: number[]): CloudsimVm => ({
  mips,
  megabytes: 625,
  kilobits: 1000,
  percent,
})

export const thr = { isOverloaded: staticThreshold(0.8), select: minimumMigrationTime }
