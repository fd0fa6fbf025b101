/** What needs Node: threads, and files. An entry of its own, @placelab/core/node, so that the main one runs in a browser. */
export {
  forEachInWorkers,
  type WorkerAnswer,
  type WorkerOptions,
  type WorkerTask,
} from "./forEachInWorkers.ts"
export { type MapOptions, mapInWorkers } from "./mapInWorkers.ts"
export { isDraft, writeWholeFile, writeWholeFileSync } from "./wholeFile.ts"
