import { type Import, importsOf } from './imports.ts'
import type { Source } from './source.ts'
import { lineOf, type Node, nodesOf, treeOf } from './syntax.ts'

/** One rule of the house. It carries what breaks it, so that a rule that finds nothing is known to be able to. */
export interface Rule {
  /** What must hold, as a sentence. */
  readonly name: string
  readonly why: string
  readonly appliesTo: (source: Source) => boolean
  /** One line for each place where the file breaks the rule. */
  readonly violations: (source: Source) => string[]
  /** Small files that break the rule, each for another reason. */
  readonly broken: readonly Source[]
  /** Small files near the border that do not. */
  readonly kept: readonly Source[]
}

export function brokenBy(rule: Rule, sources: readonly Source[]): string[] {
  return sources.filter(rule.appliesTo).flatMap((source) => rule.violations(source).map((violation) => `${source.path}${violation}`))
}

/** Violations of a rule about imports. */
export function forbiddenImports(forbids: (imported: Import, source: Source) => boolean) {
  return (source: Source): string[] =>
    importsOf(source)
      .filter((imported) => forbids(imported, source))
      .map((imported) => `:${imported.line} imports ${imported.specifier}`)
}

/** Violations of a rule about what is written: `finds` says what is wrong with a node. */
export function forbiddenNodes(finds: (node: Node) => string | undefined) {
  return (source: Source): string[] =>
    [...nodesOf(treeOf(source))].flatMap((node) => {
      const found = finds(node)
      return found === undefined ? [] : [`:${lineOf(source, node.start)} ${found}`]
    })
}

export function file(path: string, text: string): Source {
  return { path, text }
}
