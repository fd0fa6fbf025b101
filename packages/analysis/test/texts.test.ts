import { describe, expect, it } from "vitest"
import { textFaults, textsOf } from "./support/texts.ts"

const picture = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><g fill="none" transform="translate(10,20)">${content}</g></svg>`
const text = (content: string, transform: string, more = "") =>
  `<text transform="${transform}" font-family="DejaVu Sans" font-size="10px"${more}>${content}</text>`

describe("the texts of a picture", () => {
  it("are found where groups and turns have put them", () => {
    const [level, upright] = textsOf(
      picture(
        `<g transform="translate(30,10)">${text("level", "translate(5,6)")}</g>${text("up", "translate(90,60) rotate(-90)")}`,
      ),
    )
    const [x, y] = level!.corners[3]!
    // 10 + 30 + 5 and 20 + 10 + 6, but for the room around a letter.
    expect([x - 45, y - 36].every((beside) => Math.abs(beside) < 1)).toBe(true)
    // Turned to the left, what was its left end is its lower end.
    const [right, bottom] = upright!.corners[3]!
    expect([right - 100, bottom - 80].every((beside) => Math.abs(beside) < 3)).toBe(true)
    expect(upright!.corners[2]![1]).toBeLessThan(bottom - 8)
  })

  it("are faulty where they stand on each other, leave the picture, or were shortened", () => {
    const faults = textFaults(
      picture(
        [
          text("one", "translate(5,5)"),
          text("other", "translate(12,8)"),
          text("beyond the edge", "translate(150,50)"),
          text("shorte…", "translate(5,60)"),
        ].join(""),
      ),
    )
    expect(faults).toEqual([
      '"other" stands on "one"',
      '"beyond the edge" leaves the picture',
      '"shorte…" was shortened',
    ])
  })

  it("are not faulty where only the boxes around slanted ones overlap, or where one is hidden", () => {
    const slanted = [0, 30].map((x) => text("a slanted name", `translate(${x},20) rotate(35)`)).join("")
    const hidden = text("one", "translate(100,5)") + text("other", "translate(101,5)", ' opacity="0"')
    expect(textFaults(picture(slanted + hidden))).toEqual([])
  })
})
