import { readFileSync } from "node:fs"
import { join } from "node:path"
import { InputError } from "@placelab/core"
import { expect, test } from "vitest"
import {
  alibabaContainerMeta,
  alibabaContainerUsage,
  alibabaMachineUsage,
  azureReadings,
  azureVmTable,
  google2011Usage,
  google2019Usage,
} from "../../src/index.ts"
import { fixtures, rowsOf } from "../traces.ts"

const formats = [
  alibabaContainerMeta,
  alibabaContainerUsage,
  alibabaMachineUsage,
  azureReadings,
  azureVmTable,
  google2011Usage,
  google2019Usage,
]

test.each([
  ["alibaba-container-meta.csv", "alibaba-container-sizes"],
  ["alibaba-container-usage.csv", "alibaba-containers"],
  ["alibaba-machine-usage.csv", "alibaba-machines"],
  ["azure-vm-cpu-readings.csv", "azure"],
  ["azure-vmtable-v1.csv", "azure-vms"],
  ["azure-vmtable-v2.csv", "azure-vms"],
  ["google-2011-task-usage.csv", "google-2011"],
  ["google-2019-instance-usage.jsonl", "google-2019"],
])("the first line of %s is of one format only, %s", (file, name) => {
  const line = readFileSync(join(fixtures, file), "utf8").split("\n")[0]!
  const takes = formats.filter((format) => {
    try {
      return rowsOf<unknown>(format, line).length > 0
    } catch (error) {
      if (error instanceof InputError) return false
      throw error
    }
  })
  expect(takes.map((format) => format.name)).toEqual([name])
})
