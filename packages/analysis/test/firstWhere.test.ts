import fc from "fast-check"
import { expect, it } from "vitest"
import { firstWhere } from "../src/firstWhere.ts"

it("the first entry for which something holds is found as by a look at all of them", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: -1, max: 21 }), (list, from) => {
      const ascending = list.sort((a, b) => a - b)
      const looked = ascending.findIndex((each) => each >= from)
      expect(firstWhere(ascending, (each) => each >= from)).toBe(looked === -1 ? list.length : looked)
    }),
  )
})
