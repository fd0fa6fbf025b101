import { alibabaDates, alibabaShare } from "./alibabaUsage.ts"
import { Cells, type NumberRange } from "./cells.ts"
import type { RequestFormat } from "./traceFormat.ts"

const columns = [
  "container_id",
  "machine_id",
  "time_stamp",
  "app_du",
  "status",
  "cpu_request",
  "cpu_limit",
  "mem_size",
] as const

const hundredths: NumberRange = {
  least: 10,
  most: 100_000,
  expected: "hundredths of a core from 10 to 100000, 400 for four cores (not cores), or nothing",
}

/**
 * The table `container_meta` of Alibaba's cluster trace of 2018, without a header line: the sizes of containers. A container has a row
 * for each event of its life; its first one gives its row here, with the date of that event as its start, and the later ones none. What
 * its statuses mean is not documented, so no event ends it: the end is Infinity. Date 0 stands for one outside of the trace: the container was there,
 * and starts at 0. Memory is a share of that of the largest machine; `kind` is the status at the first event.
 *
 * Source: Alibaba Cluster Trace Program, cluster-trace-v2018, with its schema.txt.
 *
 * @example alibabaContainerMeta.reader("").row("c_1,m_7,0,app_5,started,400,400,1.5", "") // c_1, from 0 s: cores 4, memoryShare 0.015
 */
export const alibabaContainerMeta: RequestFormat = {
  name: "alibaba-container-sizes",
  title: "Alibaba cluster trace 2018, containers",
  shareOf: "the largest machine",
  reader: () => {
    const cells = new Cells(columns)
    const known = new Set<string>()
    return {
      row: (line, where) => {
        if (!cells.take(line, where)) return undefined
        const id = cells.name("container_id")
        const start = cells.number("time_stamp", alibabaDates)
        const request = cells.optional("cpu_request", hundredths)
        const memoryShare = alibabaShare(cells, "mem_size")
        if (known.has(id)) return undefined
        known.add(id)
        return {
          id,
          start,
          end: Number.POSITIVE_INFINITY,
          cores: request === undefined ? undefined : request / 100,
          memory: undefined,
          cpuShare: undefined,
          memoryShare,
          kind: cells.text("status") || undefined,
        }
      },
      end: () => {},
    }
  },
}
