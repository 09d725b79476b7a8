import { posix } from 'node:path'
import type { Source } from './source.ts'
import { isNode, lineOf, type Node, nodesOf, treeOf } from './syntax.ts'

export interface Import {
  readonly specifier: string
  /** A path of the project (`src-main/acme/nonces.ts`), or the bare specifier of a package or of Node. */
  readonly target: string
  /** Vanishes when types are stripped. */
  readonly typeOnly: boolean
  readonly reExport: boolean
  readonly line: number
}

/** What the file imports, in any way there is: static, dynamic, re-exported, or as a type. */
export function importsOf(source: Source): Import[] {
  return [...nodesOf(treeOf(source))].flatMap((node) => {
    const specifier = specifierOf(node)
    if (specifier === undefined) return []
    const reExport = node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration'
    return [{ specifier, target: targetOf(source.path, specifier), typeOnly: isTypeOnly(node), reExport, line: lineOf(source, node.start) }]
  })
}

function specifierOf(node: Node): string | undefined {
  const declarations = ['ImportDeclaration', 'ImportExpression', 'ExportAllDeclaration', 'ExportNamedDeclaration', 'TSImportType']
  if (declarations.includes(node.type)) return literal(node.source)
  // require('…'), createRequire(…)('…') and import.meta.resolve('…') load as well.
  if (node.type !== 'CallExpression' || !isNode(node.callee)) return undefined
  const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require'
  return isRequire && Array.isArray(node.arguments) ? literal(node.arguments[0]) : undefined
}

function literal(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true
  const names = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : []
  return names.length > 0 && names.every((name) => name.importKind === 'type' || name.exportKind === 'type')
}

const aliases: Record<string, string> = {
  '@mylzip/shared/': 'src-shared/',
  '@mylzip/cloud/': 'src-cloud/',
  '#main/': 'src-main/',
  '#renderer/': 'src-renderer/',
  '#cloud/': 'src-cloud/',
}

function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), specifier))
  const alias = Object.keys(aliases).find((prefix) => specifier.startsWith(prefix))
  return alias === undefined ? specifier : `${aliases[alias]}${specifier.slice(alias.length)}`
}
