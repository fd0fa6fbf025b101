import ts from "typescript"

/**
 * What makes a program give other results on another day, machine or run, as far as the text of one file shows it:
 * "line N: what; what to do instead". Comments do not count.
 */
export function determinismFaults(text: string): string[] {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true)
  const faults: string[] = []
  const visit = (node: ts.Node): void => {
    const fault = faultOf(node)
    if (fault !== undefined)
      faults.push(`line ${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${fault}`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return faults
}

const drawRandom = "draw from a RandomStream, which has a seed"
const takeTime = "take the simulated time, or the date as an argument"

/** Properties that nobody may read. */
const forbidden: Readonly<Record<string, string>> = {
  "Math.random": drawRandom,
  "crypto.randomUUID": drawRandom,
  "crypto.getRandomValues": drawRandom,
  "crypto.randomBytes": drawRandom,
  "Date.now": takeTime,
  "performance.now": takeTime,
  "process.hrtime": takeTime,
}

const listings = new Set(["readdir", "readdirSync", "glob", "globSync"])

function faultOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const name = node
      .getText()
      .replace(/^globalThis\./, "")
      .replace(/\s+/g, "")
    return Object.hasOwn(forbidden, name) ? `${name}; ${forbidden[name]}` : undefined
  }
  if (ts.isNewExpression(node) && node.expression.getText() === "Date" && (node.arguments ?? []).length === 0)
    return `new Date() without a date; ${takeTime}`
  if (!ts.isCallExpression(node)) return undefined
  const called = nameOf(node.expression)
  if (called === "Date" && ts.isIdentifier(node.expression)) return `Date(); ${takeTime}`
  if (called === "localeCompare" && node.arguments.length < 2)
    return "localeCompare without a locale; name one, or compare with < and >"
  if (called !== undefined && /^toLocale\w*String$/.test(called) && node.arguments.length === 0)
    return `${called} without a locale; name one`
  if (called !== undefined && listings.has(called) && !isSorted(node))
    return `${called} in the order of the disk; sort it in the same expression`
  return undefined
}

function nameOf(called: ts.Expression): string | undefined {
  if (ts.isIdentifier(called)) return called.text
  return ts.isPropertyAccessExpression(called) ? called.name.text : undefined
}

/** Whether `.sort()` or `.toSorted()` follows, as in `readdirSync(folder).filter(...).sort()`. */
function isSorted(list: ts.Expression): boolean {
  const { parent } = list
  if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent)) return isSorted(parent)
  if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent)) return false
  return ["sort", "toSorted"].includes(parent.name.text) || isSorted(parent.parent)
}
