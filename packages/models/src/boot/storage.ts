import {
  type Bytes,
  type Disk,
  type Engine,
  type Host,
  InputError,
  type Outcome,
  type Steps,
  type Waitable,
} from "@placelab/core"
import { hostMemory, ioTimeOf, requireStorageKind, type StorageKind, sharedRemote } from "./storageKind.ts"

/** Where a boot reads on the engine. Storage of your own needs no more than this. */
export interface BootStorage {
  /** Reads `bytes` for a boot on `to`: all of its I/O part. Anything but "done" makes the boot fail. */
  read(engine: Engine, bytes: Bytes, to: Host): Steps<Outcome>
}

/**
 * A disk of the host; boots share its bandwidth with all other accesses. Add the disk with the kind's bandwidth, which is
 * for reads as boots do them.
 *
 * Errors: InputError for a kind out of range; when it is read, for a boot on another host.
 *
 * @example onDisk(engine.addDisk(host, { name: "sda", readBandwidth: 30e6, writeBandwidth: 30e6 }), hardDisk)
 */
export function onDisk(disk: Disk, kind: StorageKind): BootStorage {
  requireStorageKind(`boot storage on "${disk.name}"`, kind)
  return {
    read(engine, bytes, to) {
      if (disk.host === to.machine) return waitAndRead(engine, bytes, kind, () => engine.read(disk, bytes))
      const expected = `a disk of "${to.machine.name}", where the boot is`
      throw new InputError(`boot on "${to.name}"`, "disk", `${disk.name} of ${disk.host.name}`, expected)
    },
  }
}

/**
 * A storage server; boots share the links of the way from it with all other transfers. Default kind: shared remote. Errors:
 * InputError for a kind out of range.
 */
export function overNetwork(server: Host, kind: StorageKind = sharedRemote): BootStorage {
  requireStorageKind(`boot storage on "${server.name}"`, kind)
  return {
    read: (engine, bytes, to) => waitAndRead(engine, bytes, kind, () => engine.transfer(server, to, bytes)),
  }
}

/**
 * A boot image that was preloaded into the host's memory: what a boot reads is there already. Nothing contends: memory
 * gives to each boot of a host what it gives to one.
 *
 * Source: Nguyen, Nou, Lebre, Euro-Par 2019 (YOLO).
 */
export const inMemory: BootStorage = {
  *read(engine, bytes) {
    return yield* engine.sleep(ioTimeOf(bytes, hostMemory))
  },
}

/** The part of the I/O time that others do not lengthen, which is the kind's own; then the part that contends. */
function* waitAndRead(
  engine: Engine,
  bytes: Bytes,
  kind: StorageKind,
  startReading: () => Waitable<Outcome>,
): Steps<Outcome> {
  yield* engine.sleep(ioTimeOf(bytes, kind) * (1 - kind.busyShare))
  return yield* startReading()
}
