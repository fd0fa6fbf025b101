import { defineConfig } from "vitest/config"

export default defineConfig({
  ssr: { resolve: { conditions: ["@placelab/source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/headlessRun.ts"],
    // Each notebook starts a compiler in its own process, on machines that may be busy.
    maxWorkers: 2,
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
})
