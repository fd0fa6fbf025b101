import { expect, inject, it } from "vitest"
import { ended } from "./support/headlessRun.ts"

it("every notebook but the long ones runs, and every claim holds, is only quoted, or may miss", async () => {
  const { code, stderr } = await ended(inject("headlessRun"))
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
})
