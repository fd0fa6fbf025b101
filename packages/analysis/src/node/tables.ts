/** Tables and traces in files. An entry of its own, @placelab/analysis/node/tables: figures need no library of tables. */
export { readTableFile, writeTableFile } from "./tableFile.ts"
export { readTraceFile, type TraceBatchOptions, traceBatches, writeTraceFile } from "./traceFile.ts"
