import { Cells, type NumberRange } from "./cells.ts"
import { shareRow } from "./shareRow.ts"
import type { LineReader, UsageFormat } from "./traceFormat.ts"
import type { UsageRow } from "./usageRow.ts"

const machineColumns = [
  "machine_id",
  "time_stamp",
  "cpu_util_percent",
  "mem_util_percent",
  "mem_gps",
  "mkpi",
  "net_in",
  "net_out",
  "disk_io_percent",
] as const

const containerColumns = [
  "container_id",
  "machine_id",
  "time_stamp",
  "cpu_util_percent",
  "mem_util_percent",
  "cpi",
  "mem_gps",
  "mpki",
  "net_in",
  "net_out",
  "disk_io_percent",
] as const

/** The trace is of eight days, but some measurements run from the second one to the ninth. */
export const alibabaDates: NumberRange = {
  least: 0,
  most: 9 * 86_400,
  expected: "seconds since the trace began, from 0 to 777600, which are nine days",
}

/** How far apart samples are where they are densest. */
const step = 10

/**
 * The table `machine_usage` of Alibaba's cluster trace of 2018, without a header line. A machine is a VM here: what runs on it is one
 * workload. CPU and memory are shares of what it has.
 *
 * A row is a sample at a date, and is taken to hold for the 10 s that follow, the grid on which dates are. The distance of samples is
 * not documented and varies, so that there are gaps. Percentages of -1 and 101 mark what is invalid: without CPU there is no row, without
 * memory it is undefined. So is what is empty. Date 0 stands for a date outside of the trace: no row.
 *
 * Source: Alibaba Cluster Trace Program, cluster-trace-v2018, with its schema.txt.
 *
 * @example alibabaMachineUsage.reader("").row("m_1,20,41,92,,,43.04,33.08,5", "") // m_1, from 20 s to 30 s: cpu 0.41, memory 0.92
 */
export const alibabaMachineUsage: UsageFormat = {
  name: "alibaba-machines",
  title: "Alibaba cluster trace 2018, machine usage",
  shareOf: "itself",
  reader: () => reader(new Cells(machineColumns), "machine_id"),
}

/**
 * The table `container_usage` of Alibaba's cluster trace of 2018, without a header line: as {@link alibabaMachineUsage}, and a container
 * is a VM. Measurements may be of the second day to the ninth where events are of the first to the eighth, a mistake that was made when
 * the trace was cleaned.
 *
 * Source: Alibaba Cluster Trace Program, cluster-trace-v2018, with its schema.txt.
 *
 * @example alibabaContainerUsage.reader("").row("c_1,m_7,20,3,77,1.06,0.24,0,0.02,0.01,2", "")
 * // c_1, from 20 s to 30 s: cpu 0.03, memory 0.77
 */
export const alibabaContainerUsage: UsageFormat = {
  name: "alibaba-containers",
  title: "Alibaba cluster trace 2018, container usage",
  shareOf: "itself",
  reader: () => reader(new Cells(containerColumns), "container_id"),
}

function reader<Id extends string>(
  cells: Cells<Id | "time_stamp" | "cpu_util_percent" | "mem_util_percent">,
  idColumn: Id,
): LineReader<UsageRow> {
  return {
    row: (line, where) => {
      if (!cells.take(line, where)) return undefined
      const id = cells.name(idColumn)
      const start = cells.number("time_stamp", alibabaDates)
      const cpu = alibabaShare(cells, "cpu_util_percent")
      const memory = alibabaShare(cells, "mem_util_percent")
      if (start === 0 || cpu === undefined) return undefined
      return shareRow(id, start, step, cpu, undefined, memory)
    },
    end: () => {},
  }
}

const percent: NumberRange = {
  least: -1,
  most: 101,
  expected: "a number from 0 to 100, in percent, or nothing, -1 or 101 where it is invalid",
}

/** A percentage as a share; undefined where the trace says that it is invalid. */
export function alibabaShare<Column extends string>(cells: Cells<Column>, column: Column) {
  const value = cells.optional(column, percent)
  if (value === undefined || value === -1 || value === 101) return undefined
  if (value < 0 || value > 100) throw cells.refusal(column, percent.expected)
  return value / 100
}
