import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:net"
import { join } from "node:path"

/** Whether Slurm can be started here. */
export function hasSlurm(): boolean {
  return ["sbatch", "squeue", "slurmctld", "slurmd", "munged"].every(
    (program) =>
      spawnSync(program, ["--version"], { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } })
        .error === undefined,
  )
}

/** A Slurm of this machine alone, in a folder. */
export interface Slurm {
  /** What its commands need to find it. */
  readonly environment: NodeJS.ProcessEnv
  /** Cancels all jobs and ends all that was started. */
  stop(): Promise<void>
}

/** Starts a Slurm that ends with this process at the latest, however that ends. */
export async function startSlurm(folder: string): Promise<Slurm> {
  const script = join(import.meta.dirname, "slurm.sh")
  const ports = await freePorts(2)
  const child = spawn("bash", [script, folder, ...ports.map(String)], {
    stdio: ["pipe", "pipe", "pipe"],
    // A signal to all of the test's group shall not end what has to tidy up.
    detached: true,
  })
  let errors = ""
  child.stderr.setEncoding("utf8").on("data", (text) => {
    errors += text
  })
  const ended = once(child, "close")
  const said = await Promise.race([once(child.stdout, "data"), ended])
  if (String(said[0]).trim() !== "idle") throw new Error(`Slurm did not start: ${errors}`)
  return {
    environment: { SLURM_CONF: join(folder, "slurm.conf") },
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"))
  await Promise.all(servers.map((server) => once(server, "listening")))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
