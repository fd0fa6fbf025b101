import { type SwfLog, swfFields } from "./swfRecord.ts"

/** The lines of a log, each with its line break: comments first, then jobs. What is read from them is the log again. */
export function* writeSwf({ comments, records }: SwfLog): Generator<string, void> {
  for (const comment of comments) yield comment === "" ? ";\n" : `; ${comment}\n`
  for (const record of records) yield `${swfFields.map(([name]) => record[name] ?? -1).join(" ")}\n`
}
