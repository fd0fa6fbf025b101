import { counted } from "../replay/replayText.ts"
import { element } from "./dom.ts"

/** A VM on a card: its name, and the classes of its block. */
export interface CardBlock {
  readonly name: string
  readonly kind: string
}

/** A machine in the list beside the picture: its name, its state in words, and a block for each of its VMs. */
export class MachineCard {
  readonly root: HTMLElement
  readonly #told = element("span", { class: "told" })
  readonly #blocks = element("span", { class: "blocks" })
  #shown = ""

  constructor(name: string) {
    this.root = element("li", {}, element("b", {}, name), " ", this.#told, " ", this.#blocks)
  }

  /** Shows another state, under a class of the style sheet; nothing is touched when it is the same. */
  show(kind: string, state: string, blocks: readonly CardBlock[]): void {
    const shown = JSON.stringify([kind, state, blocks])
    if (shown === this.#shown) return
    this.#shown = shown
    this.root.className = kind
    const count = counted(blocks.length, "VM")
    this.#told.textContent = state === "on" ? count : blocks.length > 0 ? `${count}, ${state}` : state
    this.#blocks.replaceChildren(
      ...blocks.map(({ name, kind: of }) => element("i", { class: of, title: name }, name)),
    )
  }
}
