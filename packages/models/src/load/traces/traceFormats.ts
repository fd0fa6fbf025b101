import { alibabaContainerMeta } from "./alibabaContainerMeta.ts"
import { alibabaContainerUsage, alibabaMachineUsage } from "./alibabaUsage.ts"
import { azureReadings } from "./azureReadings.ts"
import { azureVmTable } from "./azureVmTable.ts"
import { bitbrains } from "./bitbrains.ts"
import { google2011Usage } from "./google2011Usage.ts"
import { google2019Usage } from "./google2019Usage.ts"
import { materna } from "./materna.ts"
import { planetlab } from "./planetlabFormat.ts"
import { swf, swfJobs } from "./swf/swfFormat.ts"
import type { RequestFormat, UsageFormat } from "./traceFormat.ts"

/** Formats of text that tell what VMs used, by name. A new one is a line here. */
export const usageFormats: Readonly<Record<string, UsageFormat>> = byName([
  planetlab,
  bitbrains,
  materna,
  azureReadings,
  google2011Usage,
  google2019Usage,
  alibabaMachineUsage,
  alibabaContainerUsage,
  swf,
])

/** Formats of text that tell what VMs were asked for, by name. A new one is a line here. */
export const requestFormats: Readonly<Record<string, RequestFormat>> = byName([
  azureVmTable,
  alibabaContainerMeta,
  swfJobs,
])

function byName<Format extends { readonly name: string }>(
  formats: readonly Format[],
): Record<string, Format> {
  return Object.fromEntries(formats.map((format) => [format.name, format]))
}
