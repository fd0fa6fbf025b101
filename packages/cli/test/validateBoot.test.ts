import { bootTimesTable } from "@placelab/models/node"
import { expect, it, vi } from "vitest"
import { placelab } from "./placelab.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const validate = (...args: readonly string[]) => placelab("validate", "boot", ...args)

/*
 * In details, with a busy share f of 0.34 and s = max(1, VMs / cores); T = I/O x (1 - f + f e) + CPU x s:
 * row 1  2 + 10 s, as measured
 * row 2  2 x 1.68 + 10 = 13.36 s; measured 16.7 s: -20 %; the constant, 12 s: -28.1 %
 * row 3  2 x 1.34 + 10 x 2 = 22.68 s; measured 18.9 s: +20 %; the constant: -36.5 %
 * row 4  1 + 5 s, as measured
 *
 * Fits. f alone: rows 2 and 3 have f x 2 (e - 1) / T = (T - 2 - 10 s) / T, that is 0.2395 f = 0.2814 and 0.1058 f = -0.1640;
 * least squares: f = 0.0501 / 0.0686 = 0.730, and errors of -10.66 and +24.13 %.
 * Host A, all three: A + B + C = 12, A + 3 B + C = 16.7, A + 2 B + 2 C = 18.9 give A = 5.1, B = 2.35, C = 4.55: I/O time
 * A + B = 7.45 s, CPU time C, f = B / (A + B) = 0.315, and no error. One row does not tell three unknowns.
 */
it("every case is a row, every host a row, a fit stands apart, and a few lines sum up", () => {
  expect(validate("fourBoots.csv")).toEqual({
    code: 0,
    stderr: "",
    stdout: `\
VM boot: 4 measured cases of fourBoots.csv, predicted from
I/O time, CPU time and cores of the host, and one busy share of storage, 0.34.

host  cores  ------ VMs ------  predicted, s  -- boot time, s ---   constant, s
             booting  stressed    I/O    CPU  meas.  pred.  err %  pred.  err %
A         4        1         0   2.00  10.00  12.00  12.00    0.0  12.00    0.0
A         4        3         0   3.36  10.00  16.70  13.36  -20.0  12.00  -28.1
A         4        2         6   2.68  20.00  18.90  22.68  +20.0  12.00  -36.5
B         8        1         0   1.00   5.00   6.00   6.00    0.0   6.00    0.0

Error: predicted / measured - 1. Constant: I/O time + CPU time, the naive model.

host  cores    alone, s   rows  - model's error, % -   constant's error, %
              I/O    CPU         mean  median    max   mean  median    max
A         4  2.00  10.00     3  13.33   20.00  20.00  21.55   28.14  36.51
B         8  1.00   5.00     1   0.00    0.00   0.00   0.00    0.00   0.00

What a fit to this table would give (not used above):

rows of    I/O time  CPU time  busy share  error after the fit, %
                  s         s                 mean  median    max
all hosts  as given  as given       0.730     8.70    5.33  24.13
A              7.45      4.55       0.315     0.00    0.00   0.00
B                 -         -           -        -       -      -

busy share: 0.34 (shared remote storage)
model: 4 rows, mean relative error 10.00 %, median 10.00 %, max 20.00 %
naive constant: 4 rows, mean relative error 16.16 %, median 14.07 %, max 36.51 %
`,
  })
})

it("the same table of boots gives the same bytes", () => {
  expect(validate(bootTimesTable)).toEqual(validate(bootTimesTable))
})

/* Golden: 156 cases of two real hosts. */
it("the boot model is within 8 % of real boots with one parameter for all, where a constant is 43 % off", () => {
  const { code, stderr, stdout } = validate(bootTimesTable)
  expect([code, stderr]).toEqual([0, ""])
  const mean = (name: string) =>
    Number(stdout.match(new RegExp(`^${name}: 156 rows, mean relative error (.+?) %`, "m"))?.[1])
  expect(mean("model")).toBeLessThanOrEqual(8)
  expect(mean("naive constant")).toBeCloseTo(43.15, 2)
  expect(stdout).toMatch(/^busy share: 0\.34 \(shared remote storage\)$/m)
  expect(stdout.match(/^C[12] .*$/gm)).toHaveLength(156 + 2 + 2)
})

it.each([
  ["a file that is not there", "nowhere.csv", /nowhere\.csv: .*missing.*; expected a CSV file/],
  ["an empty file", "empty.csv", /empty\.csv: .*empty.*; expected at least one row/],
  ["a header without a needed column", "bootHeaderWrong.csv", /line 1: .*"io_time_s".*"io_time_ms"/],
  [
    "a negative cell",
    "bootCellNegative.csv",
    /bootCellNegative\.csv, line 3: cpu_stress_vms is "-1"; expected a whole number of at least 0/,
  ],
])("boots in %s are refused in one line on stderr, and nothing is printed", (_, file, expected) => {
  const { code, stdout, stderr } = validate(file)
  expect([code, stdout]).toEqual([1, ""])
  expect(stderr).toMatch(/^placelab: .+\n$/)
  expect(stderr).toMatch(expected)
})
