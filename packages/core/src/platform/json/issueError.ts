import type * as SchemaAST from "effect/SchemaAST"
import type * as SchemaIssue from "effect/SchemaIssue"
import { InputError, unknownName } from "../../inputError.ts"
import { nearestName } from "../../nearestName.ts"

type Path = readonly PropertyKey[]

/**
 * The first thing that is wrong with a document, as an InputError in one line: `<file>: <path> is <value>; expected
 * <what>`. What is expected is the annotation `expected` of the schema at that place.
 *
 * A field that nobody knows is answered with the nearest one that exists. An object with one of the `tags` is wrong in its
 * tag, or in the fields of the one kind that the tag names.
 */
export function issueError(
  issue: SchemaIssue.Issue,
  file: string,
  document: unknown,
  tags: readonly string[],
): InputError {
  return new IssueReader(file, document, tags).read(issue, [], undefined)
}

class IssueReader {
  readonly #file: string
  readonly #document: unknown
  readonly #tags: readonly string[]

  constructor(file: string, document: unknown, tags: readonly string[]) {
    this.#file = file
    this.#document = document
    this.#tags = tags
  }

  /** `around` is the schema of what the path's last key belongs to. */
  read(issue: SchemaIssue.Issue, path: Path, around: SchemaAST.AST | undefined): InputError {
    switch (issue._tag) {
      case "Composite":
        return this.read(issue.issues[0], path, issue.ast)
      case "Pointer":
        return this.read(issue.issue, [...path, ...issue.path], around)
      case "Encoding":
        return this.read(issue.issue, path, around)
      case "Filter":
        return this.#error(path, expectedIn(issue.filter.annotations) ?? "another value")
      case "AnyOf":
        return issue.issues[0] === undefined
          ? this.#noneOf(issue.ast, path)
          : this.read(issue.issues[0], path, around)
      case "UnexpectedKey":
        return this.#unknownField(issue.ast, path)
      case "MissingKey":
        return this.#error(path, expectedOf(fieldOf(around, path.at(-1))))
      case "InvalidValue":
        return this.#error(path, expectedIn(issue.annotations) ?? "another value")
      case "InvalidType":
        return this.#error(path, expectedOf(issue.ast))
      default:
        return this.#error(path, "another value")
    }
  }

  #noneOf(ast: SchemaAST.Union, path: Path): InputError {
    const value = this.#valueAt(path)
    for (const tag of this.#tags) {
      const choices = ast.types.map((type) => fieldOf(type, tag))
      if (choices.every((choice) => choice !== undefined) && isRecord(value))
        return this.#error([...path, tag], oneOf(choices, this.#valueAt([...path, tag])))
    }
    return this.#error(path, expectedIn(ast.annotations) ?? oneOf(ast.types, value))
  }

  #unknownField(ast: SchemaAST.AST, path: Path): InputError {
    const fields = ast._tag === "Objects" ? ast.propertySignatures.map((field) => String(field.name)) : []
    const owner = path.length === 1 ? this.#file : `${this.#file}: ${textOf(path.slice(0, -1))}`
    return unknownName(owner, "field", String(path.at(-1)), fields)
  }

  #error(path: Path, expected: string): InputError {
    const what = path.length === 0 ? "the document" : textOf(path)
    return new InputError(this.#file, what, this.#valueAt(path), expected)
  }

  #valueAt(path: Path): unknown {
    let value = this.#document
    for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key]
    return value
  }
}

/** The keys as in a program: hosts[3].speed. */
function textOf(path: Path): string {
  return path
    .map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`))
    .join("")
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function fieldOf(ast: SchemaAST.AST | undefined, key: PropertyKey | undefined): SchemaAST.AST | undefined {
  if (ast?._tag === "Arrays") return ast.elements[Number(key)]
  return ast?._tag === "Objects"
    ? ast.propertySignatures.find((field) => field.name === key)?.type
    : undefined
}

function expectedOf(ast: SchemaAST.AST | undefined): string {
  const described = expectedIn(ast?.annotations) ?? expectedIn(ast?.checks?.at(-1)?.annotations)
  if (described !== undefined) return described
  if (ast?._tag === "Union") return oneOf(ast.types, undefined)
  if (ast?._tag === "Objects") return "an object"
  if (ast?._tag === "Literal") return JSON.stringify(ast.literal)
  return "another value"
}

function expectedIn(annotations: object | undefined): string | undefined {
  const expected = annotations !== undefined && "expected" in annotations ? annotations.expected : undefined
  return typeof expected === "string" ? expected : undefined
}

/** The literals of a choice, with the nearest to what was given. */
function oneOf(choices: readonly (SchemaAST.AST | undefined)[], given: unknown): string {
  const names = choices.map((choice) => (choice?._tag === "Literal" ? String(choice.literal) : "?"))
  const nearest = typeof given === "string" ? nearestName(given, names) : undefined
  const remedy = nearest === undefined ? "" : `: did you mean ${JSON.stringify(nearest)}?`
  return `one of ${names.map((choice) => JSON.stringify(choice)).join(", ")}${remedy}`
}
