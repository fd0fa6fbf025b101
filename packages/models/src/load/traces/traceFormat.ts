import type { RequestRow } from "./requestRow.ts"
import type { UsageRow } from "./usageRow.ts"

/** Reads one file of a trace, which is given to it line after line. */
export interface LineReader<Row> {
  /**
   * The row of a line; undefined where it has none (a header, a comment, a record of another kind). `where` names file and line, for
   * messages. Errors: InputError.
   */
  row(line: string, where: string): Row | undefined
  /** No line follows. Errors: InputError where the file has ended too early. */
  end(): void
}

interface Format<Row> {
  /** What one asks for it by, such as "bitbrains". */
  readonly name: string
  /** The trace, and who published it. */
  readonly title: string
  /** A reader for one file; `file` is its name, for messages and where the trace names VMs by their files. */
  readonly reader: (file: string) => LineReader<Row>
}

/** A format of text in which a trace tells what VMs used. */
export interface UsageFormat extends Format<UsageRow> {
  /** Of what CPU and memory are shares: of what the VM itself has, or of the largest machine of the trace. */
  readonly shareOf: "itself" | "the largest machine"
  /** A file is one VM, and has its name. Not where a file tells of many. */
  readonly isFilePerVm?: true
}

/** A format of text in which a trace tells what VMs were asked for. */
export interface RequestFormat extends Format<RequestRow> {
  /** Of what `cpuShare` and `memoryShare` are shares, where rows have them. */
  readonly shareOf?: "a machine" | "the largest machine"
}
