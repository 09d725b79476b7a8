/** The path of a file that is left unpacked beside Electron's archive (`asarUnpack`), where the path leads into one. */
export function outsideArchive(path: string): string {
  return path.replace(/([\\/])app\.asar(?=[\\/])/, '$1app.asar.unpacked')
}
