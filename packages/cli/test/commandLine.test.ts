import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, vi } from "vitest"
import { environment, fixtures, placelab, program } from "./placelab.ts"

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))

it("--version prints the version of the package", () => {
  expect(placelab("--version")).toEqual({ code: 0, stdout: `placelab v${version}\n`, stderr: "" })
})

it.each([
  [["--help"], "validate"],
  [["validate", "--help"], "migration"],
  [["validate", "migration", "--help"], "--bandwidth"],
])("%s prints help on stdout", (args, word) => {
  const { code, stdout, stderr } = placelab(...args)
  expect([code, stderr]).toEqual([0, ""])
  expect(stdout).toContain("USAGE")
  expect(stdout).toContain(word)
})

it.each([[[]], [["validate"]]])(
  "a line that ends before its command (%j) gets help on stderr, and fails",
  (args) => {
    const { code, stdout, stderr } = placelab(...args)
    expect([code, stdout]).toEqual([1, ""])
    expect(stderr).toContain("SUBCOMMANDS")
  },
)

it.each([
  [
    "an unknown subcommand",
    ["validat", "migration", "fourSettings.csv"],
    /"validat".*did you mean "validate"\?/,
  ],
  [
    "an unknown model",
    ["validate", "migraton", "fourSettings.csv"],
    /"migraton".*did you mean "migration"\?/,
  ],
  [
    "an unknown option",
    ["validate", "migration", "fourSettings.csv", "--bandwith", "cap"],
    /--bandwith.*did you mean "--bandwidth"\?/,
  ],
  [
    "an unknown bandwidth",
    ["validate", "migration", "fourSettings.csv", "--bandwidth", "half"],
    /--bandwidth.*"half".*achieved.*cap/,
  ],
  [
    "a bandwidth without value",
    ["validate", "migration", "fourSettings.csv", "--bandwidth"],
    /--bandwidth.*achieved.*cap/,
  ],
  ["a missing file name", ["validate", "migration"], /[Mm]issing.*FILE\.csv/],
  ["a second file name", ["validate", "migration", "fourSettings.csv", "empty.csv"], /"empty\.csv"/],
])("%s is refused in one line, with a line that tells where help is", (_, args, expected) => {
  const { code, stdout, stderr } = placelab(...args)
  expect([code, stdout]).toEqual([1, ""])
  const [error, help, ...rest] = stderr.split("\n")
  expect(error).toMatch(/^placelab: /)
  expect(error).toMatch(expected)
  expect(help).toMatch(/^try: placelab( validate( migration)?)? --help$/)
  expect(rest).toEqual([""])
})

it.each([
  ["a file that is not there", "nowhere.csv", /nowhere\.csv: .*missing.*; expected a CSV file/],
  ["a folder", ".", /\.: file is .*; expected a CSV file/],
  ["an empty file", "empty.csv", /empty\.csv: .*empty.*; expected at least one row/],
  ["a header alone", "headerOnly.csv", /headerOnly\.csv: .*empty.*; expected at least one row/],
  [
    "a header without a needed column",
    "headerWrong.csv",
    /headerWrong\.csv, line 1: .*"total_time_s".*"total_time_ms"/,
  ],
  [
    "a cell that is not a number",
    "cellNotANumber.csv",
    /cellNotANumber\.csv, line 3: total_time_s is "NaN"; expected a number/,
  ],
  [
    "a negative cell",
    "cellNegative.csv",
    /cellNegative\.csv, line 3: dirty_rate_mib_s is "-5"; expected a number of at least 0/,
  ],
  ["an empty cell", "cellEmpty.csv", /cellEmpty\.csv, line 3: sent_mib is ""; expected a number above 0/],
  [
    "convergence in words",
    "convergedInWords.csv",
    /convergedInWords\.csv, line 3: converged is "yes"; expected 1 or 0/,
  ],
  [
    "a row with too few cells",
    "rowShort.csv",
    /rowShort\.csv.*line 3.*expected CSV with as many cells in a row as in the header/,
  ],
])("%s is refused in one line on stderr, and nothing is printed", (_, file, expected) => {
  const { code, stdout, stderr } = placelab("validate", "migration", file)
  expect([code, stdout]).toEqual([1, ""])
  expect(stderr).toMatch(/^placelab: .+\n$/)
  expect(stderr).toMatch(expected)
})

it("a reader that closes the pipe early is no failure", () => {
  const folder = mkdtempSync(join(tmpdir(), "placelab-pipe-"))
  try {
    // More output than a pipe holds.
    const [header, row] = readFileSync(join(fixtures, "fourSettings.csv"), "utf8").split("\n")
    const file = join(folder, "long.csv")
    writeFileSync(file, [header, ...Array.from({ length: 20_000 }, () => row)].join("\n"))
    const pipe = '{ "$0" "$1" validate migration "$2"; echo "code $?" >&2; } | head -n 1'
    const { stdout, stderr } = spawnSync("sh", ["-c", pipe, process.execPath, program, file], {
      env: environment,
      encoding: "utf8",
    })
    expect(stdout).toMatch(/^Pre-copy migration: 20000 measured settings/)
    expect(stderr).toBe("code 0\n")
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it.skipIf(!existsSync("/dev/full"))("an output that cannot be written is a failure", () => {
  const redirect = '"$0" "$1" validate migration fourSettings.csv > /dev/full'
  const { status, stderr } = spawnSync("sh", ["-c", redirect, process.execPath, program], {
    cwd: fixtures,
    env: environment,
    encoding: "utf8",
  })
  expect(status).toBe(1)
  expect(stderr).toMatch(/^placelab: output cannot be written: .+\n$/)
})
