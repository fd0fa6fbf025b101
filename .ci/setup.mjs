// Installs the locked dependencies when they are missing or older than the lock file, and is silent otherwise.
import { execSync } from "node:child_process"
import { copyFileSync, existsSync, readFileSync } from "node:fs"

const [major, minor] = process.versions.node.split(".").map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `placelab needs Node 20.19 or newer, and this is Node ${process.versions.node}: install a newer one from nodejs.org.`,
  )
  process.exit(1)
}
const installed = "node_modules/.placelab-lock.json"
const lock = "package-lock.json"
if (!existsSync(installed) || readFileSync(installed, "utf8") !== readFileSync(lock, "utf8")) {
  execSync("npm ci --no-audit --no-fund --loglevel=error", { stdio: "inherit" })
  copyFileSync(lock, installed)
}
