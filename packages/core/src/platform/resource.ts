import type { Kernel } from "../engine/kernel.ts"
import type { ConstraintId } from "../fairshare/fairShare.ts"

/** Wants to know when a resource goes off or comes back; see {@link Resource.onSwitch}. */
export interface SwitchListener {
  /** Called on the date itself, once all that goes with it is done. */
  switched(isOn: boolean): void
}

/** Something with a capacity that work shares, and that can be off. */
export abstract class Resource {
  readonly name: string
  protected readonly kernel: Kernel
  #constraint: ConstraintId
  #isOn = true
  /** None for most of many resources. */
  #listeners: readonly SwitchListener[] | undefined

  /** Resources are made by an `Engine`. */
  constructor(kernel: Kernel, name: string, constraint: ConstraintId) {
    this.kernel = kernel
    this.name = name
    this.#constraint = constraint
  }

  /** Its place in the fair-share system; -1 when it was taken away. */
  get constraint(): ConstraintId {
    return this.#constraint
  }

  get isOn(): boolean {
    return this.#isOn
  }

  /** What it carries from now on, in its unit (flop/s, bytes/s). */
  get load(): number {
    this.kernel.share()
    return this.#constraint < 0 ? 0 : this.kernel.fairShare.load(this.#constraint)
  }

  /**
   * Switches it off: what uses it fails. On a host, what computes, sends or receives there fails, its guests go off, and its
   * processes are killed. Nothing happens when it is off.
   */
  turnOff(): void {
    if (!this.#isOn) return
    this.#isOn = false
    for (const fed of this.kernel.fedBy(this.constraint)) fed.fail()
    this.kernel.stateChanged(this.constraint)
    this.wentOff()
    this.#tell()
  }

  /**
   * Switches it on again. On a host, processes with `restart` begin anew, and its guests stay off. Nothing happens when it is
   * on.
   */
  turnOn(): void {
    if (this.#isOn) return
    this.#isOn = true
    this.kernel.stateChanged(this.constraint)
    this.cameOn()
    this.#tell()
  }

  /** From now on `listener` is told whenever this goes off or comes back, whatever the cause. */
  onSwitch(listener: SwitchListener): void {
    this.#listeners = [...(this.#listeners ?? []), listener]
  }

  /** `listener` is not told any more. */
  offSwitch(listener: SwitchListener): void {
    this.#listeners = this.#listeners?.filter((each) => each !== listener)
  }

  /** For this package: whether it was made by the engine of that kernel. */
  belongsTo(kernel: Kernel): boolean {
    return this.kernel === kernel
  }

  /** What else goes off with it. */
  protected wentOff(): void {}

  /** What else comes back with it. */
  protected cameOn(): void {}

  /** Takes its place in the fair-share system away; nothing may use it any more. */
  protected leaveSystem(): void {
    this.kernel.removeConstraint(this.#constraint)
    this.#constraint = -1
  }

  /** Its capacity is this from now on; what uses it follows. */
  protected capacityChanged(capacity: number): void {
    this.kernel.fairShare.setCapacity(this.constraint, capacity)
    for (const fed of this.kernel.fedBy(this.constraint)) fed.resourceChanged()
    this.kernel.stateChanged(this.constraint)
  }

  #tell(): void {
    for (const listener of this.#listeners ?? []) listener.switched(this.#isOn)
  }
}
