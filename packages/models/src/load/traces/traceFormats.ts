import { bitbrains } from "./bitbrains.ts"
import { materna } from "./materna.ts"
import { planetlab } from "./planetlabFormat.ts"
import { swf, swfJobs } from "./swf/swfFormat.ts"
import type { RequestFormat, UsageFormat } from "./traceFormat.ts"

/** Formats of text that tell what VMs used, by name. A new one is a line here. */
export const usageFormats: Readonly<Record<string, UsageFormat>> = byName([
  planetlab,
  bitbrains,
  materna,
  swf,
])

/** Formats of text that tell what VMs were asked for, by name. A new one is a line here. */
export const requestFormats: Readonly<Record<string, RequestFormat>> = byName([swfJobs])

function byName<Format extends { readonly name: string }>(
  formats: readonly Format[],
): Record<string, Format> {
  return Object.fromEntries(formats.map((format) => [format.name, format]))
}
