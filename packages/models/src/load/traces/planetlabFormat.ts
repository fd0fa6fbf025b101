import { isAfterPlanetlabDay, planetlabInterval, planetlabSample, requirePlanetlabDay } from "./planetlab.ts"
import { shareRow } from "./shareRow.ts"
import type { UsageFormat } from "./traceFormat.ts"
import { vmName } from "./vmName.ts"

/**
 * A VM of a day of PlanetLab: 288 lines, line k (from 0) is the mean CPU use from k * 300 s, in whole percent. The trace names no dates,
 * no sizes and no memory.
 *
 * Source    as of {@link parsePlanetlab}.
 */
export const planetlab: UsageFormat = {
  name: "planetlab",
  title: "PlanetLab, a day (CoMon; Beloglazov, Buyya 2012)",
  shareOf: "itself",
  isFilePerVm: true,
  reader(file) {
    const id = vmName(file)
    let lines = 0
    return {
      row(line, where) {
        if (isAfterPlanetlabDay(line, lines)) return undefined
        const percent = planetlabSample(line, lines, where)
        return shareRow(
          id,
          planetlabInterval * lines++,
          planetlabInterval,
          percent / 100,
          undefined,
          undefined,
        )
      },
      end: () => requirePlanetlabDay(lines, file),
    }
  },
}
