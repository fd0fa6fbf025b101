import { qemuPrecopyTable } from "@placelab/models/node"
import { expect, it, vi } from "vitest"
import { placelab } from "./placelab.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const validate = (...args: readonly string[]) => placelab("validate", "migration", ...args)

/*
 * In details, at 10 MiB/s achieved:
 * row 1  100 + 50 + 25 + 12.5 MiB live, then 6.25 <= 1 s x 10 MiB/s: 193.75 MiB, 19.375 s + 5 ms setup, 4 live rounds;
 *        measured 200 MiB, 20 s: errors of -3.1 %
 * row 2  100 MiB in 10 s, nothing dirty, one live round; as measured
 * row 3  100 x 0.9^n <= 10 for n = 22: 10 s x (1 - 0.9^23) / (1 - 0.9) = 91.14 s; but it was cancelled after 60 s
 * row 4  dirty rate above bandwidth: cancelled, and predicted not to converge
 */
it("every setting is a row, every class a row, and a few lines sum up", () => {
  expect(validate("fourSettings.csv")).toEqual({
    code: 0,
    stderr: "",
    stdout: `\
Pre-copy migration: 4 measured settings of fourSettings.csv, predicted from the achieved bandwidth.

  cap  limit  working set  dirty rate    r/b  ----- time, s -----  ---- sent, MiB ----   live rounds    converged
MiB/s     ms          MiB       MiB/s         meas.  pred.  err %  meas.  pred.  err %  meas.  pred.  meas.  pred.
 12.5   1000          100           5  0.500  20.00  19.38   -3.1  200.0  193.8   -3.1      4      4    yes    yes
 12.5   1000            0           0  0.000  10.00  10.00    0.0  100.0  100.0    0.0      1      1    yes    yes
 12.5   1000          100           9  0.900  60.00  91.14      -  600.0  911.4      -     14     22     no    yes  <- differ
 12.5     30           50          15  1.500  30.00      -      -  300.0      -      -      4      -     no     no

r/b: dirty rate / bandwidth. Error: predicted / measured - 1, where both converged.
Not converged: measured is the state when the migration was cancelled; predicted would go on for ever.

limit       r/b  rows    converged   mean absolute error, %
   ms                  meas.  pred.     time  bytes  rounds
   30   above 1     1      0      0        -      -       -
 1000    0-0.25     1      1      1     0.00   0.00     0.0
 1000  0.25-0.5     1      1      1     3.10   3.13     0.0
 1000    0.75-1     1      0      1        -      -       -

bandwidth: achieved
limit 30 ms, converged, r/b <= 0.75: 0 rows
limit 1000 ms, converged, r/b <= 0.75: 2 rows, mean absolute error: time 1.55 %, bytes 1.56 %, rounds 0.0 %
rate above bandwidth: 1 rows, 1 predicted not to converge
measured and predicted convergence differ: 1 of 4 rows
`,
  })
})

it("the bandwidth that the model is given can be the cap", () => {
  // 100 + 40 + 16 MiB live, then 6.4 <= 1 s x 12.5 MiB/s: 162.4 MiB, 12.992 s + 5 ms setup, 3 live rounds
  const { code, stdout } = validate("fourSettings.csv", "--bandwidth", "cap")
  expect(code).toBe(0)
  expect(stdout).toContain("predicted from the cap bandwidth")
  expect(stdout).toMatch(
    /^ *12\.5 +1000 +100 +5 +0\.400 +20\.00 +13\.00 +-35\.0 +200\.0 +162\.4 +-18\.8 +4 +3 +yes +yes$/m,
  )
  expect(stdout).toMatch(/^bandwidth: cap$/m)
})

it("the same table gives the same bytes", () => {
  expect(validate(qemuPrecopyTable)).toEqual(validate(qemuPrecopyTable))
})

/*
 * Golden: 35 settings of a real QEMU. Up to 3/4 of the bandwidth, and at KVM's own down time limit of 30 ms, pre-copy is
 * within 3 % of time and bytes; and who writes faster than the migration sends never arrives.
 */
it("pre-copy is within 3 % of a real QEMU where it converges, and knows where it does not", () => {
  const { code, stderr, stdout } = validate(qemuPrecopyTable)
  expect([code, stderr]).toEqual([0, ""])
  const errors = stdout.match(
    /^limit 30 ms, converged, r\/b <= 0\.75: (\d+) rows, mean absolute error: time (.+) %, bytes (.+) %, rounds (.+) %$/m,
  )
  const [rows, time, bytes] = (errors ?? []).slice(1).map(Number)
  expect(rows).toBeGreaterThanOrEqual(12)
  expect(time).toBeLessThanOrEqual(3)
  expect(bytes).toBeLessThanOrEqual(3)

  const above = stdout.match(/^rate above bandwidth: (\d+) rows, (\d+) predicted not to converge$/m)
  expect(Number(above?.[1])).toBeGreaterThanOrEqual(7)
  expect(above?.[2]).toBe(above?.[1])

  const differ = stdout.match(/^measured and predicted convergence differ: (\d+) of 35 rows$/m)
  expect(stdout.split("\n").filter((line) => line.endsWith("<- differ"))).toHaveLength(Number(differ?.[1]))
})
