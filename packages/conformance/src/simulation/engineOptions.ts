import { cm02Network, type EngineOptions, lv08Network, type NetworkModel, plainNetwork } from "@placelab/core"
import type { Config } from "../format/platform.ts"
import { solverNames } from "../solverNames.ts"

/**
 * How a case wants the engine to share: as SimGrid's CM02 or LV08 (default), with the parameters that are given; or, where
 * it asks for parallel tasks, with those alone, which know no factors, no round trips and no acknowledgements.
 */
export function engineOptions(config: Config = {}): EngineOptions {
  if (config.host_model === "ptask_L07") {
    const network = { ...plainNetwork, name: "L07", tcpGamma: windowOf(config, cm02Network) }
    return { network, solver: solverNames[config.ptask_solver ?? "fairbottleneck"] }
  }
  const base = config.network === "CM02" ? cm02Network : lv08Network
  return {
    network: {
      ...base,
      latencyFactor: config.latency_factor ?? base.latencyFactor,
      bandwidthFactor: config.bandwidth_factor ?? base.bandwidthFactor,
      weightS: config.weight_s ?? base.weightS,
      tcpGamma: windowOf(config, base),
      crossTraffic: config.crosstraffic ?? base.crossTraffic,
    },
  }
}

/** A window of 0 is none. */
function windowOf({ tcp_gamma }: Config, { tcpGamma }: NetworkModel): number {
  return tcp_gamma === 0 ? Number.POSITIVE_INFINITY : (tcp_gamma ?? tcpGamma)
}
