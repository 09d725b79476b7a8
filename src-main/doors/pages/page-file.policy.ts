/** Names a build produces. None begins with a dot and none holds a separator, so no path of them leads out of the folder. */
const segment = /^[\w-][\w.-]*$/

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
}

export interface PageFile {
  /** Below the dashboard's folder, in order. */
  segments: string[]
  contentType: string
}

/**
 * The file that a path of the address stands for; undefined when it can be none of the dashboard's. `path` is what
 * follows the authority, without the query; it is not decoded, because no file of ours needs it.
 */
export function pageFile(path: string): PageFile | undefined {
  if (!path.startsWith('/')) return undefined
  const segments = path === '/' ? ['index.html'] : path.slice(1).split('/')
  const name = segments.at(-1) ?? ''
  const contentType = types[name.slice(name.lastIndexOf('.') + 1)]
  return contentType !== undefined && segments.every((part) => segment.test(part)) ? { segments, contentType } : undefined
}
