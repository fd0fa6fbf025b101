import type { Compiler, CompilerSystem } from "./tslab.ts"

/**
 * The compiler inside tslab, made to see the packages of today.
 *
 * tslab fixes node10 module resolution, which ignores `exports` in a package.json, and is not strict. Its compiler
 * is TypeScript 5.0, which knows nothing of the parameter of `Float64Array<ArrayBuffer>` that newer compilers write
 * into declarations, and would silently turn such a type into `any`; nor does its library know all of ES2023.
 *
 * @param watch Whether local `.ts` files are watched for changes: right in Jupyter, wasteful in a headless run,
 *   where the watchers would also keep the process alive.
 */
export function patchCompiler(compiler: Compiler, watch: boolean): Compiler {
  if (!watch) {
    const silent = () => ({ close() {} })
    compiler.sys.watchFile = silent
    compiler.sys.watchDirectory = silent
  }
  const createWatchCompilerHost: Compiler["createWatchCompilerHost"] = (roots, options, system, ...rest) => {
    const modern = {
      ...options,
      moduleResolution: compiler.ModuleResolutionKind.Bundler,
      strict: true,
      lib: ["lib.es2023.d.ts"],
    }
    return compiler.createWatchCompilerHost(roots, modern, withReader(system), ...rest)
  }
  // The compiler's exports are getters that cannot be redefined: a copy stands in for it.
  return { ...compiler, createWatchCompilerHost }
}

function withReader(system: CompilerSystem): CompilerSystem {
  const read = system.readFile
  system.readFile = (path, encoding) => {
    const text = read.call(system, path, encoding)
    if (text === undefined || !path.endsWith(".d.ts")) return text
    return path.endsWith("/lib.es2023.d.ts") ? text + restOfEs2023 : olderDeclarations(text)
  }
  return system
}

/**
 * Declarations as TypeScript 5.0 would have written them: typed arrays and buffers without their parameter.
 *
 * @example
 * olderDeclarations("export declare const load: Float64Array<ArrayBuffer>") // "export declare const load: Float64Array"
 */
export function olderDeclarations(text: string): string {
  return text.replace(
    /\b((?:Big)?(?:Int|Uint|Float)(?:8|16|32|64)(?:Clamped)?Array|DataView|Buffer)<(?:ArrayBuffer|ArrayBufferLike|SharedArrayBuffer)>/g,
    "$1",
  )
}

/** The arrays that ES2023 returns instead of changing the array: TypeScript declares them since 5.2. */
const restOfEs2023 = `
interface ReadonlyArray<T> {
  toReversed(): T[]
  toSorted(compare?: (a: T, b: T) => number): T[]
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[]
  with(index: number, value: T): T[]
}
interface Array<T> {
  toReversed(): T[]
  toSorted(compare?: (a: T, b: T) => number): T[]
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[]
  with(index: number, value: T): T[]
}
${["Int8", "Uint8", "Uint8Clamped", "Int16", "Uint16", "Int32", "Uint32", "Float32", "Float64"]
  .map(
    (type) => `interface ${type}Array {
  toReversed(): ${type}Array
  toSorted(compare?: (a: number, b: number) => number): ${type}Array
  with(index: number, value: number): ${type}Array
}`,
  )
  .join("\n")}
`
