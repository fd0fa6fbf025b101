import type { ClusterZone, DragonflyZone, FatTreeZone, TorusZone } from "../description/zone.ts"
import { layOutCluster } from "./layOutCluster.ts"
import { layOutDragonfly } from "./layOutDragonfly.ts"
import { layOutFatTree } from "./layOutFatTree.ts"
import { layOutTorus } from "./layOutTorus.ts"
import type { RegularTarget } from "./regularZone.ts"
import type { ZoneRouting } from "./zoneRouting.ts"

/** A zone whose hosts and links follow from a few numbers. */
export type AnyRegularZone = ClusterZone | FatTreeZone | TorusZone | DragonflyZone

/** Lays out a regular zone: its hosts, then its links; gives its routing. Errors: InputError. */
export function layOutRegular(zone: AnyRegularZone, target: RegularTarget): ZoneRouting {
  switch (zone.routing) {
    case "cluster":
      return layOutCluster(zone, target)
    case "fat-tree":
      return layOutFatTree(zone, target)
    case "torus":
      return layOutTorus(zone, target)
    case "dragonfly":
      return layOutDragonfly(zone, target)
  }
}
