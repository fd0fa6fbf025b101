/**
 * What the kernel uses of tslab 1.0.22, by name and type.
 *
 * tslab's own declarations reference an older `@types/node`, which would collide with the project's, so the few
 * members in use are described here instead.
 */

/** Where an executor prints: values of last expressions to `log`, diagnostics and thrown values to `error`. */
export interface CellConsole {
  log(...values: unknown[]): void
  error(...values: unknown[]): void
}

/** Compiles cells to JavaScript with the TypeScript compiler inside tslab. */
export interface Converter {
  close(): void
}

/** One converter for each place where a cell may run; here both are the one for Node. */
export interface ConverterSet {
  readonly node: Converter
  readonly browser: Converter
  close(): void
}

/** Runs cells one after the other; `execute` is false when a cell failed, after printing why. */
export interface Executor {
  execute(source: string): Promise<boolean>
}

/** The `display_data` message of Jupyter: one output in several MIME types. */
export interface DisplayMessage {
  readonly data: Readonly<Record<string, unknown>>
  readonly metadata: Readonly<Record<string, unknown>>
  readonly transient?: { readonly display_id?: string }
}

/** Takes what a cell prints. */
export type WriteStream = (name: "stdout" | "stderr", text: string) => void
/** Takes what a cell displays; `update` asks to replace the display of the same id. */
export type WriteDisplay = (message: DisplayMessage, update?: boolean) => void

/** The `execute_reply` message of Jupyter. The last three are ours: tslab leaves the reason of a failure out. */
export interface ExecuteReply {
  readonly status: "ok" | "error" | "abort"
  readonly execution_count?: number
  readonly ename?: string
  readonly evalue?: string
  readonly traceback?: readonly string[]
}

/** Jupyter's requests, answered by an executor. */
export interface Handler {
  handleExecute(
    request: { readonly code: string },
    writeStream: WriteStream,
    writeDisplay: WriteDisplay,
  ): Promise<ExecuteReply>
  close(): void
}

/** `tslab/dist/executor.js`. */
export interface ExecutorModule {
  createExecutor(rootDir: string, converters: ConverterSet, console: CellConsole): Executor
}

/** `tslab/dist/converter.js`. */
export interface ConverterModule {
  createConverter(options: { readonly isJS: boolean; readonly isBrowser: boolean }): Converter
}

/** `tslab/dist/jupyter.js`. */
export interface JupyterModule {
  readonly JupyterHandlerImpl: {
    new (executor: Executor, isJs: boolean): Handler
    readonly prototype: Handler
  }
  readonly lastWriteDisplayData: WriteDisplay | null
}

/** `tslab/dist/main.js`. */
export interface MainModule {
  startKernel(options: {
    readonly configPath: string
    readonly enableFindLocal: boolean
    readonly globalVersion: string
  }): void
}

/** A node of the compiler's syntax tree. */
export interface SyntaxNode {
  readonly kind: number
  readonly expression?: SyntaxNode
  readonly name?: SyntaxNode
  readonly objectAssignmentInitializer?: SyntaxNode
  readonly text?: string
  getStart(): number
}

/** The compiler inside tslab (a fork of TypeScript 5.0). */
export interface Compiler {
  readonly SyntaxKind: Readonly<
    Record<"ExpressionStatement" | "CallExpression" | "Identifier" | "ShorthandPropertyAssignment", number>
  >
  readonly ScriptTarget: Readonly<Record<"Latest", number>>
  readonly ModuleResolutionKind: Readonly<Record<"Bundler", number>>
  readonly sys: CompilerSystem
  createSourceFile(name: string, text: string, target: number, setParents: boolean): SyntaxNode
  forEachChild(node: SyntaxNode, visit: (child: SyntaxNode) => void): void
  preProcessFile(
    text: string,
    readImports: boolean,
    detectRequires: boolean,
  ): { readonly importedFiles: readonly { readonly fileName: string }[] }
  createWatchCompilerHost(
    roots: readonly string[],
    options: Readonly<Record<string, unknown>>,
    system: CompilerSystem,
    ...rest: unknown[]
  ): unknown
}

/** The compiler's door to the file system. */
export interface CompilerSystem {
  readFile(path: string, encoding?: string): string | undefined
  watchFile: () => { close(): void }
  watchDirectory: () => { close(): void }
}
