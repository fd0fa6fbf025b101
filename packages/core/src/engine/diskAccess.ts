import type { Disk } from "../platform/disk.ts"
import type { Bytes, BytesPerSecond } from "../units.ts"
import type { Outcome } from "./activity.ts"
import type { Kernel } from "./kernel.ts"
import { Work } from "./work.ts"

/** Bytes that are read from a disk, or written to it; it fails with the disk and with its host. */
export class DiskAccess extends Work {
  readonly disk: Disk
  readonly bytes: Bytes
  readonly kind: "read" | "write"

  /** Made by `Engine.read` and `Engine.write`. */
  constructor(kernel: Kernel, disk: Disk, kind: "read" | "write", bytes: Bytes, limit: BytesPerSecond) {
    super(kernel, bytes)
    this.disk = disk
    this.kind = kind
    this.bytes = bytes
    if (!disk.isOn || !disk.host.isOn) {
      this.fail()
      return
    }
    disk.host.tenants.dependents.add(this)
    const variable = this.feed(1, limit, 1)
    kernel.fairShare.use(disk.constraint, variable, 1)
    kernel.fairShare.use(kind === "read" ? disk.reads : disk.writes, variable, 1)
  }

  override describe(): string {
    return `${this.kind} of ${this.bytes} bytes on "${this.disk.name}"`
  }

  override resourceChanged(): void {}

  protected override end(outcome: Outcome): void {
    this.disk.host.tenants.dependents.delete(this)
    super.end(outcome)
  }
}
