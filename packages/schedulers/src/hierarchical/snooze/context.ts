import type { PhysicalMachine } from "@placelab/models"
import type { Cluster } from "../../cluster/cluster.ts"
import type { Post } from "./post.ts"
import type { Relay } from "./relay.ts"
import type { Controller } from "./roles.ts"
import type { SnoozeSettings } from "./settings.ts"

/** What all actors of one Snooze share. */
export interface SnoozeContext {
  readonly cluster: Cluster
  readonly settings: SnoozeSettings
  readonly post: Post
  readonly relay: Relay
  /** The machines for which somebody decides or applies a plan now. */
  readonly engaged: Set<PhysicalMachine>
  /** The controllers that are alive. */
  readonly controllers: Map<PhysicalMachine, Controller>
}
