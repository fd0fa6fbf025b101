import type { HostPlacement, Placement } from "../replay/placementAt.ts"
import type { Replay } from "../replay/replay.ts"
import { counted, dateText, grouped } from "../replay/replayText.ts"
import { element } from "./dom.ts"
import { MachineCard } from "./machineCard.ts"

/** VMs up to which blocks have room for their names. */
const mostNamed = 200

/** Who is where at the cursor, beside the picture: counts, and a card for each machine. */
export class StatePanel {
  readonly root: HTMLElement
  readonly #replay: Replay
  readonly #date = element("p", { class: "date" })
  /** Goes from one overloaded machine to the next. */
  readonly #overloaded = element("button", { type: "button", class: "count" })
  readonly #migrating = element("span", { class: "count" })
  readonly #on = element("span", { class: "count" })
  readonly #placed = element("span", { class: "count" })
  readonly #list: HTMLElement
  readonly #cards: readonly MachineCard[]
  /** By VM: the machine on which it was first. */
  readonly #homes = new Map<number, number>()
  #over: readonly number[] = []
  #current = -1

  /** `onFind` is told of a machine that a reader wants to see. */
  constructor(replay: Replay, onFind: (host: number) => void) {
    this.#replay = replay
    for (const { vm, host } of replay.residencies) if (!this.#homes.has(vm)) this.#homes.set(vm, host)
    this.#cards = replay.hosts.map((name) => new MachineCard(name))
    this.#list = element(
      "ul",
      {
        class: replay.vms.length > mostNamed ? "machines dense" : "machines",
        tabindex: 0,
        "aria-label": "Machines at the cursor",
      },
      ...this.#cards.map(({ root }) => root),
    )
    const counts = [this.#overloaded, this.#migrating, this.#on, this.#placed]
    this.root = element(
      "div",
      { class: "state" },
      this.#date,
      element("div", { class: "counts" }, ...counts),
      this.#list,
    )
    this.#overloaded.addEventListener("click", () => {
      const next = this.#over.find((host) => host > this.#current) ?? this.#over[0]
      if (next !== undefined) onFind(next)
    })
  }

  /** Shows a date; only what differs from the one before is touched. */
  show({ date, hosts, migrating }: Placement): void {
    const { migrations, vms } = this.#replay
    const leaving = new Set(migrating.map((i) => migrations[i]!.vm))
    hosts.forEach((host, i) => {
      const blocks = host.vms.map((vm) => {
        const kind = this.#homes.get(vm) === i ? "home" : "moved"
        return { name: vms[vm]!, kind: leaving.has(vm) ? `${kind} leaving` : kind }
      })
      this.#cards[i]!.show(host.isOverloaded ? "over" : host.power.replace(" ", "-"), stateOf(host), blocks)
    })
    this.#over = hosts.flatMap(({ isOverloaded }, host) => (isOverloaded ? [host] : []))
    const over = this.#over.length
    const on = hosts.filter(({ power }) => power === "on").length
    const placed = hosts.reduce((sum, host) => sum + host.vms.length, 0)
    this.#date.textContent = dateText(date)
    this.#overloaded.textContent = `${grouped(over)} overloaded`
    this.#overloaded.title = over > 0 ? "Show the next one" : ""
    this.#overloaded.classList.toggle("over", over > 0)
    // Not `disabled`: the button would lose the focus.
    this.#overloaded.setAttribute("aria-disabled", String(over === 0))
    this.#migrating.textContent = `${grouped(migrating.length)} migrating`
    this.#migrating.classList.toggle("moving", migrating.length > 0)
    this.#on.textContent = `${grouped(on)} of ${counted(hosts.length, "machine")} on`
    this.#placed.textContent = counted(placed, "VM")
  }

  /** Marks a machine, and scrolls to it. */
  reveal(host: number): void {
    this.#cards[this.#current]?.root.removeAttribute("aria-current")
    this.#current = host
    const { root } = this.#cards[host]!
    root.setAttribute("aria-current", "true")
    const top = root.offsetTop - this.#list.offsetTop
    const { scrollTop, clientHeight } = this.#list
    const isSeen = top >= scrollTop && top + root.offsetHeight <= scrollTop + clientHeight
    if (!isSeen) this.#list.scrollTop = top - clientHeight / 3
  }
}

function stateOf({ isOverloaded, isDetected, power }: HostPlacement): string {
  if (!isOverloaded) return power
  return isDetected ? "overloaded, noticed" : "overloaded"
}
