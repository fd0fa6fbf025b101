import { InputError } from "@placelab/core"
import type { TraceOrder } from "../../load/traces/planetlab.ts"
import type { UsageFormat } from "../../load/traces/traceFormat.ts"
import { requestFormats, usageFormats } from "../../load/traces/traceFormats.ts"
import type { Workload } from "../../load/traces/workload.ts"
import { WorkloadBuilder } from "../../load/traces/workloadBuilder.ts"
import { formatOf, opendcName, requireFormat } from "./formatOf.ts"
import { readOpendc } from "./opendc.ts"
import { opendcFiles } from "./opendcFiles.ts"
import { tracePaths } from "./tracePaths.ts"
import { orderOf, rowBatches } from "./traceRows.ts"

export interface ReadWorkloadOptions {
  /** A name of {@link usageFormats}, or "opendc"; found by {@link formatOf} if not given. */
  readonly format?: string
  /** In which order the files of a folder are taken. */
  readonly order?: TraceOrder
  /** The first so many VMs only. */
  readonly vms?: number
}

/**
 * Reads a trace of what VMs used, a file or a folder of files, into memory. What was not as it should be is in its `repairs`. Rejects
 * with InputError, which names file and line.
 *
 * Cost      24 bytes of memory a sample, and as much time as the reader takes.
 *
 * @example (await readWorkload("planetlab/20110303")).vms.length // 1052
 */
export async function readWorkload(path: string, options: ReadWorkloadOptions = {}): Promise<Workload> {
  const { format = await formatOf(path), order, vms } = options
  if (format === opendcName) return readOpendcFolder(path, vms)
  if (Object.hasOwn(requestFormats, format))
    throw new InputError(path, "format", format, "one that tells what VMs used; this one is for readRequests")
  const known: UsageFormat = requireFormat(path, format, usageFormats)
  const builder = new WorkloadBuilder(vms === undefined ? {} : { vms })
  for (const file of tracePaths(path, orderOf(known, order))) {
    if (known.isFilePerVm && builder.isFull) break
    for await (const rows of rowBatches(file, known.reader(file)))
      for (const { row, where } of rows) builder.add(row, where)
  }
  return builder.workload({ name: path, shareOf: known.shareOf })
}

function readOpendcFolder(path: string, vms: number | undefined): Promise<Workload> {
  const files = opendcFiles(path)
  if (files === undefined)
    throw new InputError(
      path,
      "folder",
      "without OpenDC's tables",
      "tasks.parquet and fragments.parquet, or meta.parquet and trace.parquet",
    )
  return readOpendc(files, { name: path, ...(vms !== undefined && { vms }) })
}
