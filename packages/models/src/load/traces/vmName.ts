/**
 * For this package: the name of a VM whose trace is a file of that name, without folders and, where it is `extension`, its ending;
 * that of a compressed file does not count.
 */
export function vmName(file: string, extension = ""): string {
  const name = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1).replace(/\.gz$/i, "")
  return extension !== "" && name.toLowerCase().endsWith(extension) ? name.slice(0, -extension.length) : name
}
