import type { Compiler, SyntaxNode } from "./tslab.ts"

/**
 * A cell with its shorthand properties spelled out, `{ server: server }` for `{ server }`, on the same lines.
 *
 * tslab reads what earlier cells have declared from `exports`, but overlooks the names of shorthand properties, which are
 * not defined then.
 *
 * @example
 * spellOutShorthand("start({ server })", compiler) // "start({ server: server })"
 */
export function spellOutShorthand(source: string, compiler: Compiler): string {
  const { ShorthandPropertyAssignment } = compiler.SyntaxKind
  const names: { readonly at: number; readonly name: string }[] = []
  const visit = (node: SyntaxNode): void => {
    const name = node.kind === ShorthandPropertyAssignment ? node.name?.text : undefined
    // `{ a = 1 } = source` has a default, and is no property.
    if (name !== undefined && node.objectAssignmentInitializer === undefined)
      names.push({ at: node.getStart(), name })
    compiler.forEachChild(node, visit)
  }
  visit(compiler.createSourceFile("cell.ts", source, compiler.ScriptTarget.Latest, true))
  return names.reduceRight((text, { at, name }) => `${text.slice(0, at)}${name}: ${text.slice(at)}`, source)
}
