import { importsOf } from './imports.ts'
import type { Source } from './source.ts'

/** Which file needs which at run time: types are not counted, packages are leaves. */
export type Graph = ReadonlyMap<string, readonly string[]>

export function graphOf(sources: readonly Source[]): Graph {
  return new Map(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .filter(({ typeOnly }) => !typeOnly)
        .map(({ target }) => target),
    ]),
  )
}

/** Which folder of a program needs which, types included. A file that lies in no folder stands for itself. */
export function foldersOf(sources: readonly Source[]): Graph {
  const graph = new Map<string, Set<string>>()
  for (const source of sources) {
    const folder = folderOf(source.path)
    const needed = importsOf(source).map(({ target }) => folderOf(target))
    graph.set(folder, new Set([...(graph.get(folder) ?? []), ...needed.filter((other) => other !== folder)]))
  }
  return new Map([...graph].map(([folder, needed]) => [folder, [...needed]]))
}

/** `src-main/doors/pipe/x.ts` lies in `src-main/doors`. */
function folderOf(path: string): string {
  return path.split('/').slice(0, 2).join('/')
}

/** Everything that is loaded, now or later, when `entry` runs. */
export function reachableFrom(graph: Graph, entry: string): Set<string> {
  const seen = new Set<string>()
  const left = [entry]
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    left.push(...(graph.get(path) ?? []))
  }
  return seen
}

/** Each circle of files once, as `a.ts → b.ts → a.ts`. */
export function circlesIn(graph: Graph): string[] {
  const circles = new Set<string>()
  const finished = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) circles.add([...trail.slice(start), path].join(' → '))
    if (start >= 0 || finished.has(path)) return
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
    finished.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  return [...circles]
}
