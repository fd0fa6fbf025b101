import type { Guest, Host, Outcome } from "@placelab/core"
import { Joint } from "./joint.ts"
import { type BootStorage, inMemory } from "./storage.ts"

/**
 * Storage behind the page cache of the kernel on which something boots: the host of a guest. What one boot reads is read
 * there once. Those that boot meanwhile wait for the same read; those that boot later find it in memory, until that host
 * goes off. Make one for each image.
 *
 * So it is for containers of one image, in a VM or not. VMs have kernels of their own, and read for themselves: give them
 * the storage as it is. Left out: that the cache can be too small.
 */
export function pageCached(storage: BootStorage): BootStorage {
  const readOn = new WeakMap<Host, Joint<Outcome>>()
  return {
    *read(engine, bytes, to) {
      const kernel = (to as Partial<Guest>).host ?? to
      const known = readOn.get(kernel)
      if (known?.process.hasEnded) return yield* inMemory.read(engine, bytes, to)
      if (known !== undefined) return yield* known.join()
      const reading = new Joint(engine, `page cache of ${kernel.name}`, () =>
        storage.read(engine, bytes, kernel),
      )
      readOn.set(kernel, reading)
      const forget = () => {
        if (readOn.get(kernel) === reading) readOn.delete(kernel)
        kernel.offSwitch(listener)
      }
      const listener = { switched: forget }
      kernel.onSwitch(listener)
      reading.process.onEnd((end) => {
        if (!("result" in end && end.result === "done")) forget()
      })
      return yield* reading.join()
    },
  }
}
