import type { Bytes } from "@placelab/core"

const units = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const

/** Bytes as people say them: "1.5 GiB". */
export function inBytes(bytes: Bytes): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${Number(value.toPrecision(4))} ${units[unit]}`
}

/** Cores as people say them: "1 core", "2.5 cores". */
export function inCores(cores: number): string {
  const rounded = Number(cores.toPrecision(4))
  return rounded === 1 ? "1 core" : `${rounded} cores`
}
