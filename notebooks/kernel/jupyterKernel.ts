/** What kernel.json starts: `node jupyterKernel.js CONNECTION_FILE`, in the notebook's folder. */
import { loadTslab } from "./tslabRuntime.ts"

const connectionFile = process.argv[2]
if (connectionFile === undefined) {
  console.error("no connection file: Jupyter starts this kernel by itself, run npm run lab")
  process.exit(2)
}
loadTslab({ watch: true }).startKernel(connectionFile)
