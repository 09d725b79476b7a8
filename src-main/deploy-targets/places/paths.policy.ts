import { posix, win32 } from 'node:path'

/** Why a path cannot be what a target names, or undefined. What is not absolute depends on who runs the agent, and from where. */
export function pathFault(path: string, platform: NodeJS.Platform): string | undefined {
  const { isAbsolute } = platform === 'win32' ? win32 : posix
  if (/\p{Cc}/u.test(path)) return 'it holds a control character'
  if (platform === 'win32' && /^[\\/]{2}/.test(path)) return 'it is not on a disk of this machine'
  if (platform === 'win32' && !/^[a-z]:[\\/]/i.test(path)) return 'it does not begin with a drive'
  if (!isAbsolute(path)) return 'it is not an absolute path'
  const parts = path.split(platform === 'win32' ? /[\\/]/ : '/')
  return parts.some((part) => part === '.' || part === '..') ? 'it goes by way of “.” or “..”' : undefined
}

/** The same of a folder of Windows that may lie on another machine. */
export function sharedPathFault(path: string): string | undefined {
  return pathFault(path.replace(/^\\\\(?=[^\\/?.])/, 'C:\\'), 'win32')
}

/** Whether `path` is `folder` or lies in it; both absolute and plain. */
export function isWithin(path: string, folder: string, platform: NodeJS.Platform): boolean {
  const { sep } = platform === 'win32' ? win32 : posix
  const [inner, outer] = [comparable(path, platform), comparable(folder, platform)]
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep)
}

export function samePath(one: string, other: string, platform: NodeJS.Platform): boolean {
  return comparable(one, platform) === comparable(other, platform)
}

/** The folders on the way from the root, the nearest first. */
export function foldersAbove(path: string, platform: NodeJS.Platform): string[] {
  const { dirname } = platform === 'win32' ? win32 : posix
  const parent = dirname(path)
  return parent === path ? [] : [parent, ...foldersAbove(parent, platform)]
}

/**
 * The place that an argument of a program names, which is run in its own folder; undefined for one that names none. One that is absolute
 * is as it was written, whatever is wrong with it. Windows' “/option” is none.
 */
export function placeNamedBy(argument: string, program: string, platform: NodeJS.Platform): string | undefined {
  const { dirname, resolve } = platform === 'win32' ? win32 : posix
  const isAbsolute = platform === 'win32' ? /^([a-z]:[\\/]|\\|\/[^:]*[\\/])/i : /^\//
  if (isAbsolute.test(argument)) return argument
  const names = platform === 'win32' ? /^[^/].*[\\/]/s : /\//
  return names.test(argument) ? resolve(dirname(program), argument) : undefined
}

/** Why a name cannot be that of a file in a folder, or undefined. */
export function nameFault(name: string): string | undefined {
  if (/[\\/:*?"<>|\p{Cc}]/u.test(name)) return 'it holds a character that names of files do not have everywhere'
  if (/^\.*$/.test(name) || /[. ]$/.test(name)) return 'it is no name of a file'
  if (/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)) return 'Windows keeps that name for itself'
  return undefined
}

function comparable(path: string, platform: NodeJS.Platform): string {
  const plain = withoutEnd((platform === 'win32' ? win32 : posix).normalize(path))
  return platform === 'win32' ? plain.toLowerCase() : plain
}

function withoutEnd(path: string): string {
  return path.length > 3 ? path.replace(/[\\/]+$/, '') : path
}
