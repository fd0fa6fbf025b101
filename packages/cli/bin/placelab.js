#!/usr/bin/env node
// Committed, so that npm finds a file to link before the workspace is built.
try {
  await import("../dist/main.js")
} catch (error) {
  if (error.code !== "ERR_MODULE_NOT_FOUND" || !error.message.includes("dist/main.js")) throw error
  console.error("placelab: not built yet; run: npm run build")
  process.exitCode = 1
}
