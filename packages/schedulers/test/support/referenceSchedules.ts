import { type BatchJob, type BatchWorkload, computingTime } from "../../src/index.ts"

/*
 * The schedules of batch jobs by trying, one unit of time after the other, with what is in use as an array: for whole numbers
 * of seconds, and suspending at no cost. Shares nothing with the schedulers.
 */

type Rule = "fcfs" | "easy" | "preemptive" | "conservative"

interface Running {
  readonly i: number
  readonly job: BatchJob
  readonly expectedEnd: number
  readonly end: number
}

/** Of each job: when it computes, in units of time. */
export function referenceSchedule({ nodes, jobs }: BatchWorkload, rule: Rule): number[][] {
  const computes: number[][] = jobs.map(() => [])
  const done = (i: number) => computes[i]!.length
  const order = jobs
    .map((_, i) => i)
    .sort(
      (a, b) =>
        (jobs[b]!.priority ?? 0) - (jobs[a]!.priority ?? 0) ||
        jobs[a]!.submitted - jobs[b]!.submitted ||
        a - b,
    )
  let running: Running[] = []
  let guests: number[] = []
  const told = new Map<number, number>()

  for (let t = 0; jobs.some((job, i) => done(i) < computingTime(job)); t++) {
    const early = running.some(({ end, expectedEnd }) => end === t && expectedEnd > t)
    running = running.filter(({ end }) => end > t)
    guests = guests.filter((i) => done(i) < computingTime(jobs[i]!))
    const taken = () => running.reduce((sum, { job }) => sum + job.nodes, 0)
    const byGuests = () => guests.reduce((sum, i) => sum + jobs[i]!.nodes, 0)
    const waits = (i: number) =>
      jobs[i]!.submitted <= t && !running.some((each) => each.i === i) && done(i) < computingTime(jobs[i]!)
    const started = (i: number): Running => {
      const job = jobs[i]!
      return { i, job, expectedEnd: t + job.walltime - done(i), end: t + computingTime(job) - done(i) }
    }
    const keep = (i: number) => {
      guests = guests.filter((each) => each !== i)
      running.push(started(i))
    }
    const earliest = (job: BatchJob, use: readonly number[], length = job.walltime) => {
      for (let start = t; ; start++) {
        let fits = true
        for (let at = start; at < start + length; at++) if ((use[at] ?? 0) + job.nodes > nodes) fits = false
        if (fits) return start
      }
    }
    const useOf = (them: readonly Running[]) => {
      const use: number[] = []
      for (const { job, expectedEnd } of them)
        for (let at = t; at < expectedEnd; at++) use[at] = (use[at] ?? 0) + job.nodes
      return use
    }

    if (rule === "conservative") {
      const use = useOf(running)
      const enter = (i: number, start: number, sign: number) => {
        for (let at = start; at < start + jobs[i]!.walltime; at++)
          use[at] = (use[at] ?? 0) + sign * jobs[i]!.nodes
      }
      for (const [i, start] of told) enter(i, start, 1)
      const tell = (i: number) => {
        const start = earliest(jobs[i]!, use)
        told.set(i, start)
        enter(i, start, 1)
      }
      const rank = (i: number) => order.indexOf(i)
      if (early) {
        for (const [i, start] of [...told].sort((a, b) => a[1] - b[1] || rank(a[0]) - rank(b[0]))) {
          enter(i, start, -1)
          tell(i)
        }
      }
      for (const i of order) if (jobs[i]!.submitted === t) tell(i)
      for (const [i, start] of told) {
        if (start !== t) continue
        told.delete(i)
        running.push(started(i))
      }
    } else {
      let queue = order.filter(waits)
      while (queue.length > 0) {
        const head = queue[0]!
        const job = jobs[head]!
        if (taken() + job.nodes > nodes) break
        while (!guests.includes(head) && taken() + byGuests() + job.nodes > nodes) {
          guests = guests.filter((i) => i !== queue.findLast((each) => guests.includes(each)))
        }
        keep(head)
        queue = queue.slice(1)
      }
      const [head, ...others] = queue
      if (head !== undefined && rule !== "fcfs") {
        for (const i of others) {
          if (!guests.includes(i) && taken() + byGuests() + jobs[i]!.nodes > nodes) continue
          const length = jobs[head]!.walltime - done(head)
          const before = earliest(jobs[head]!, useOf(running), length)
          if (earliest(jobs[head]!, useOf([...running, started(i)]), length) === before) keep(i)
        }
        for (const i of others) {
          if (rule !== "preemptive" || !waits(i) || guests.includes(i)) continue
          if (taken() + byGuests() + jobs[i]!.nodes <= nodes) guests.push(i)
        }
      }
    }
    for (const { i } of running) computes[i]!.push(t)
    for (const i of guests) computes[i]!.push(t)
  }
  return computes
}
