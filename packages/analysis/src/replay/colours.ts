/** The colours of replays, on screens and in print: where overloads are red they are hatched, too. */
export const replayColours = {
  /** VMs on the machine where they started. */
  home: "#b9cfe8",
  homeEdge: "#5d86b5",
  /** VMs that have come by a migration. */
  moved: "#f2c879",
  movedEdge: "#b3781c",
  link: "#7a4a0c",
  overload: "#b3261e",
  off: "#c3c9d1",
  between: "#e2e6eb",
  failed: "#59626f",
  ink: "#1d2530",
  soft: "#566171",
  line: "#dfe4ea",
  accent: "#12355b",
} as const
