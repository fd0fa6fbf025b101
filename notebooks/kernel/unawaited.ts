import type { Compiler, SyntaxNode } from "./tslab.ts"

/**
 * Where a cell calls `figure(...)` and nothing awaits it: `line:column`, counted from 1, or undefined.
 *
 * Such a figure would be drawn after its cell has ended, and land under another cell or nowhere; the compiler does
 * not mind, so the kernel does.
 */
export function unawaitedFigure(source: string, compiler: Compiler): string | undefined {
  const { ExpressionStatement, CallExpression, Identifier } = compiler.SyntaxKind
  let place: string | undefined
  const visit = (node: SyntaxNode): void => {
    const call = node.kind === ExpressionStatement ? node.expression : undefined
    const callee = call?.kind === CallExpression ? call.expression : undefined
    if (callee?.kind === Identifier && callee.text === "figure") {
      const before = source.slice(0, callee.getStart()).split("\n")
      place ??= `${before.length}:${before.at(-1)!.length + 1}`
    }
    compiler.forEachChild(node, visit)
  }
  visit(compiler.createSourceFile("cell.ts", source, compiler.ScriptTarget.Latest, true))
  return place
}
