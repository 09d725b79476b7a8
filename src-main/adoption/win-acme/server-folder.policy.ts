import { directoryFrom, directoryNamed } from '../reading/directories.policy.ts'

/**
 * The directory whose settings lie in a folder of this name. win-acme makes the name from the authority's address: the
 * scheme and every character that Windows forbids in names left out.
 */
export function directoryOfFolder(name: string, known: readonly string[]): string | undefined {
  return directoryNamed(name.toLowerCase(), known, (url) => {
    const { origin } = new URL(url)
    return [url, `${origin}/`, origin].map(folderNameOf)
  })
}

/** The directory at the address a renewal names, which may be the authority's without the directory's path. */
export function directoryOfEndPoint(endPoint: string | undefined, known: readonly string[]): string | undefined {
  const address = directoryFrom(endPoint)
  if (address === undefined || new URL(address).pathname !== '/') return address
  return directoryNamed(address, known, (directory) => [`${new URL(directory).origin}/`])
}

function folderNameOf(url: string): string {
  return url
    .replace(/^https?:\/\//, '')
    .replaceAll(/[<>:"/\\|?*]/g, '')
    .toLowerCase()
}
