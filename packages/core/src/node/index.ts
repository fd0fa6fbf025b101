/** What needs Node: threads. An entry of its own, @placelab/core/node, so that the main one runs in a browser. */
export { mapInWorkers, type WorkerOptions, type WorkerTask } from "./mapInWorkers.ts"
