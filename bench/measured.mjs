// What a run has cost, printed as one line of JSON; the same fields as simgrid/measured.hpp.
import { readFileSync } from "node:fs"

/** CPU seconds of this process so far, user and system, compiler and collector threads too. */
export function cpuSeconds() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** `more`: what else a program has to say. */
export function printMeasured({ end, digits, runCpu, count, ...more }) {
  const by = `Node ${process.versions.node}`
  console.log(
    JSON.stringify({
      by,
      end: end.toFixed(digits),
      runCpu,
      wholeCpu: cpuSeconds(),
      peak: peakMebibytes(),
      count,
      ...more,
    }),
  )
}

/** The most memory that this process has had. Elsewhere than on Linux also what started it, if that had more. */
export function peakMebibytes() {
  const status = process.platform === "linux" ? readFileSync("/proc/self/status", "utf8") : ""
  const kibibytes = /VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS
  return Number(kibibytes) / 1024
}
