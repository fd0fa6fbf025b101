import type { Kernel } from "../engine/kernel.ts"
import type { ConstraintId } from "../fairshare/fairShare.ts"
import { positive } from "../inputError.ts"
import type { BytesPerSecond } from "../units.ts"
import type { Host } from "./host.ts"
import { Resource } from "./resource.ts"

/** What a disk is made of; see `Engine.addDisk`. */
export interface DiskSpec {
  readonly name: string
  readonly readBandwidth: BytesPerSecond
  readonly writeBandwidth: BytesPerSecond
}

/**
 * A disk of a host. Reads share its read bandwidth, writes its write bandwidth, and all of them the larger of the two:
 * the disk does not read and write at full speed at once. Made by `Engine.addDisk`.
 */
export class Disk extends Resource {
  readonly host: Host
  readonly readBandwidth: BytesPerSecond
  readonly writeBandwidth: BytesPerSecond
  /** Where reads and writes share with their like. */
  readonly reads: ConstraintId
  readonly writes: ConstraintId

  /** Disks are made by an `Engine`. Errors: InputError. */
  constructor(kernel: Kernel, host: Host, { name, readBandwidth, writeBandwidth }: DiskSpec) {
    const where = `disk "${name}"`
    positive(where, "readBandwidth", readBandwidth, "bytes/s")
    positive(where, "writeBandwidth", writeBandwidth, "bytes/s")
    super(kernel, name, kernel.fairShare.addConstraint(Math.max(readBandwidth, writeBandwidth)))
    this.host = host
    this.readBandwidth = readBandwidth
    this.writeBandwidth = writeBandwidth
    this.reads = kernel.fairShare.addConstraint(readBandwidth)
    this.writes = kernel.fairShare.addConstraint(writeBandwidth)
  }
}
