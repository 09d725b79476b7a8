/**
 * A share of another machine (`\\server\share`, `//server/share`). Windows would sign in there with this device's
 * account, so paths that others wrote down never lead to one.
 */
export function isNetworkPath(path: string): boolean {
  return /^[\\/]{2}/.test(path)
}

/** The parts of a path of either system, without the drive. */
export function partsOf(path: string): string[] {
  return path.split(/[\\/]+/).filter((part) => part !== '' && !/^[a-z]:$/i.test(part))
}

/** The parts that come after the last folder of this name; undefined when the path does not go through one. */
export function partsAfter(path: string, folder: string): string[] | undefined {
  const parts = partsOf(path)
  const index = parts.map((part) => part.toLowerCase()).lastIndexOf(folder)
  const rest = index < 0 ? [] : parts.slice(index + 1)
  return rest.length === 0 || rest.includes('..') ? undefined : rest
}
