/** A value as JSON for a script element that does not run: nothing in it can end the element. */
export function inlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c")
}

/**
 * A program for a script element. What would end the element, or begin a comment in it, can stand in texts and regular expressions
 * only, where an escape of `<` means the same.
 */
export function inlineScript(program: string): string {
  return program.replace(/<(?=\/script|!--|script)/gi, "\\x3c")
}
