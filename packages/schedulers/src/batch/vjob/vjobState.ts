/**
 * The states of a virtualised job, and the actions that lead from one to the next; all its VMs take part, but in a migration.
 *
 * Source    Hermenier, Lebre, Menaud (2010); A. Lebre's habilitation (2017), slides 34 to 37. Waiting and sleeping jobs are those
 *           that are ready to run.
 */
export const vjobStates = {
  /** Its VMs are nowhere. */
  waiting: { run: "running" },
  /** Its VMs are on hosts; each can migrate. */
  running: { migrate: "running", suspend: "sleeping", stop: "terminated" },
  /** Its VMs are on disks, with what ran in them. */
  sleeping: { resume: "running" },
  terminated: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

/** One of {@link vjobStates}. */
export type VjobState = keyof typeof vjobStates
