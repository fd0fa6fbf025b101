import { existsSync } from "node:fs"
import { join } from "node:path"

/** The two tables of a workload of OpenDC: its VMs, and what each did. */
export interface OpendcFiles {
  readonly tasks: string
  readonly fragments: string
}

const names = [
  ["tasks.parquet", "fragments.parquet"],
  ["meta.parquet", "trace.parquet"],
] as const

/** For this package: OpenDC's tables in a folder, by their names of today or of before 2024; undefined where they are not there. */
export function opendcFiles(folder: string): OpendcFiles | undefined {
  return names
    .map(([tasks, fragments]) => ({ tasks: join(folder, tasks), fragments: join(folder, fragments) }))
    .find(({ tasks, fragments }) => existsSync(tasks) && existsSync(fragments))
}
