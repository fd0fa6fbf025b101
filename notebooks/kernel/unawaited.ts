import type { Compiler, SyntaxNode } from "./tslab.ts"

/** What must be awaited. */
const awaited = ["figure", "replay"]

/**
 * Where a cell calls `figure(...)` or `replay(...)` and nothing awaits it: its name and `line:column`, counted from 1, or undefined.
 *
 * Such a figure would be drawn after its cell has ended, and land under another cell or nowhere; the compiler does
 * not mind, so the kernel does.
 */
export function unawaitedCall(
  source: string,
  compiler: Compiler,
): { readonly name: string; readonly place: string } | undefined {
  const { ExpressionStatement, CallExpression, Identifier } = compiler.SyntaxKind
  let first: { readonly name: string; readonly place: string } | undefined
  const visit = (node: SyntaxNode): void => {
    const call = node.kind === ExpressionStatement ? node.expression : undefined
    const callee = call?.kind === CallExpression ? call.expression : undefined
    const name = callee?.kind === Identifier ? callee.text : undefined
    if (callee && name !== undefined && awaited.includes(name)) {
      const before = source.slice(0, callee.getStart()).split("\n")
      first ??= { name, place: `${before.length}:${before.at(-1)!.length + 1}` }
    }
    compiler.forEachChild(node, visit)
  }
  visit(compiler.createSourceFile("cell.ts", source, compiler.ScriptTarget.Latest, true))
  return first
}
