import { parseSync } from 'vite'
import type { Source } from './source.ts'

export type Node = { type: string; start: number; end: number } & Record<string, unknown>

const parsed = new WeakMap<Source, Node>()

/** The file’s syntax tree (ESTree with TypeScript). Throws for a file that does not parse. */
export function treeOf(source: Source): Node {
  const known = parsed.get(source)
  if (known) return known
  const result = parseSync(source.path, source.text)
  const [error] = result.errors
  if (error) throw new Error(`${source.path}: ${error.message}`)
  const tree = result.program as unknown as Node
  parsed.set(source, tree)
  return tree
}

/** All nodes of the tree, outer before inner. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child)
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

/** `a.b.c` for a chain of plain names, else undefined. */
export function dottedName(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Identifier') return String(node.name)
  if (node.type !== 'MemberExpression' || node.computed === true) return undefined
  const object = dottedName(node.object)
  return object === undefined ? undefined : `${object}.${dottedName(node.property)}`
}

export function lineOf(source: Source, offset: number): number {
  return source.text.slice(0, offset).split('\n').length
}
