import { importsOf } from '../support/imports.ts'
import { file, forbiddenImports, forbiddenNodes, type Rule } from '../support/rule.ts'
import { isCode, type Source } from '../support/source.ts'
import { type Node, treeOf } from '../support/syntax.ts'

const mostLines = 300
const isProgram = ({ path }: Source) => /^src-/.test(path)

export const shapeRules: Rule[] = [
  {
    name: `no file has more than ${mostLines} lines`,
    why: 'one idea each',
    appliesTo: isCode,
    violations: ({ text }) => (text.trimEnd().split('\n').length > mostLines ? [` has ${text.trimEnd().split('\n').length} lines`] : []),
    broken: [file('src-main/x.ts', '// line\n'.repeat(mostLines + 1))],
    kept: [file('src-main/x.ts', '// line\n'.repeat(mostLines))],
  },
  {
    name: 'there is no any',
    why: 'it switches the checker off for everything it touches',
    appliesTo: isCode,
    violations: unexplainedAny,
    broken: [file('src-main/x.ts', `export let x: any`), file('test/x.ts', `const y = z as Record<string, any>`)],
    kept: [
      file('src-main/x.ts', `// any\nexport const any: unknown = 'any'`),
      file('src-main/x.ts', `// biome-${'ignore'} lint/suspicious/noExplicitAny: the library's own type says it\nlet x: Any<any>`),
    ],
  },
  {
    name: 'the checkers are silenced only with a reason',
    why: 'whoever comes later must be able to tell whether it still holds',
    appliesTo: isCode,
    violations: silencedWithoutReason,
    broken: [
      file('src-main/x.ts', `// @ts-${'ignore'}\nx()`),
      file('src-main/x.ts', `// @ts-${'nocheck'} because`),
      file('src-main/x.ts', `// @ts-${'expect-error'}\nx()`),
      file('src-main/x.ts', `// biome-${'ignore'} lint/style/useConst: <explanation>\nlet x`),
    ],
    kept: [file('src-main/x.ts', `// biome-${'ignore'} lint/suspicious/noControlCharactersInRegex: DNS labels may hold them\nx()`)],
  },
  {
    name: 'no barrels',
    why: 'a file that only hands on hides where things are, and loads what nobody asked for',
    appliesTo: (source) => isCode(source) && isProgram(source),
    violations: (source) => [...exportsAll(source), ...(onlyHandsOn(source) ? [' only hands on'] : [])],
    broken: [
      file('src-main/acme/index.ts', `export { a } from './a.ts'\nexport { b } from './b.ts'`),
      file('src-main/acme/acme.ts', `import { b } from './b.ts'\nexport const c = b\nexport * from './a.ts'`),
    ],
    kept: [file('src-main/acme/acme.ts', `import { b } from './b.ts'\nexport { a } from './a.ts'\nexport const c = b`)],
  },
  {
    name: 'files have kebab-case names',
    why: 'one spelling on file systems with and without cases',
    appliesTo: isCode,
    violations: ({ path }) =>
      /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|tsx|mjs)$/.test(path.split('/').at(-1) ?? '') ? [] : [' is not kebab-case'],
    broken: [file('src-main/RenewalService.ts', ''), file('src-main/renew_now.ts', ''), file('src-renderer/renewButton.tsx', '')],
    kept: [
      file('src-main/renewal.service.ts', ''),
      file('src-renderer/renew-button.tsx', ''),
      file('src-main/migrations/0001-first.ts', ''),
    ],
  },
  {
    name: 'imports inside a program are relative, and name the file with its ending',
    why: 'the same text works for Node, for the bundler and for the tests',
    appliesTo: (source) => isCode(source) && /^(src-|scripts\/)/.test(source.path),
    violations: forbiddenImports(({ specifier, target }, { path }) => {
      if (specifier.startsWith('#')) return true
      if (specifier.startsWith('.')) return !/\.(ts|tsx|mjs|json|css|svg|png)(\?\w+)?$/.test(specifier) || leavesForShared(path, target)
      return specifier.startsWith('@mylzip/shared/') && !specifier.endsWith('.ts')
    }),
    broken: [
      file('src-main/x.ts', `import { y } from './y'`),
      file('src-main/x.ts', `import { y } from '#main/y.ts'`),
      file('src-main/x.ts', `import { y } from '../src-shared/domain/time.ts'`),
      file('src-main/x.ts', `import { y } from '@mylzip/shared/domain/time'`),
    ],
    kept: [
      file('src-main/x.ts', `import { y } from './y.ts'\nimport { t } from '@mylzip/shared/domain/time.ts'\nimport axios from 'axios'`),
    ],
  },
  {
    name: 'the dashboard is laid out from beginning to end, and not from left to right',
    why: 'in a language that is read from the right everything stands the other way round',
    appliesTo: (source) => isCode(source) && source.path.startsWith('src-renderer/'),
    violations: forbiddenNodes(sidedStyle),
    broken: [
      file('src-renderer/x.tsx', `const x = { marginLeft: '1px' }`),
      file('src-renderer/x.tsx', `const x = { 'padding-right': 0 }`),
      file('src-renderer/x.tsx', `const x = { borderRightColor: tokens.colorNeutralStroke1 }`),
      file('src-renderer/x.tsx', `const x = { borderTopLeftRadius: 0 }`),
      file('src-renderer/x.tsx', `const x = <i style={{ left: '50%' }} />`),
      file('src-renderer/x.tsx', `const x = { textAlign: 'right' }`),
      file('src-renderer/x.tsx', `const x = { float: 'left' }`),
    ],
    kept: [
      file('src-renderer/x.tsx', `const x = { marginInlineStart: 0, insetInlineEnd: 0, textAlign: 'end', borderTopColor: 'red', left }`),
      file('src-renderer/x.ts', `const arrows = { ArrowLeft: -1, ArrowRight: 1 }`),
    ],
  },
  {
    name: 'programs export by name',
    why: 'a thing has one name wherever it is used',
    appliesTo: (source) => isCode(source) && isProgram(source),
    violations: forbiddenNodes((node) => (node.type === 'ExportDefaultDeclaration' ? 'exports a default' : undefined)),
    broken: [file('src-renderer/x.tsx', `export default function X() { return null }`)],
    kept: [file('src-renderer/x.tsx', `export function X() { return null }`)],
  },
]

/** Biome checks the rule; where it is silenced, the next rule asks for the reason. */
function unexplainedAny(source: Source): string[] {
  const explained = `biome-${'ignore'} lint/suspicious/noExplicitAny`
  return forbiddenNodes((node) => (node.type === 'TSAnyKeyword' ? 'says any' : undefined))(source).filter((violation) => {
    const line = Number(/^:(\d+)/.exec(violation)?.[1])
    return !source.text.split('\n')[line - 2]?.includes(explained)
  })
}

const sided = /^(left|right|(margin|padding|inset)-?(left|right)|border-?((top|bottom)-?)?(left|right).*)$/i

/** A property of a style that has a side, or a value that is one. Shorthand is what a program calls its own things. */
function sidedStyle(node: Node): string | undefined {
  if (node.type !== 'Property' || node.shorthand === true) return undefined
  const { key, value } = node as unknown as { key: { name?: string; value?: string }; value: { value?: unknown } }
  const name = key.name ?? key.value ?? ''
  if (sided.test(name)) return `lays out by ${name}`
  return /^(text-?align|float|clear)$/i.test(name) && /^(left|right)$/.test(String(value.value)) ? `has ${name} at a side` : undefined
}

function leavesForShared(path: string, target: string): boolean {
  return target.startsWith('src-shared/') && !path.startsWith('src-shared/')
}

function exportsAll(source: Source): string[] {
  return forbiddenNodes((node: Node) => (node.type === 'ExportAllDeclaration' ? 'hands on everything' : undefined))(source)
}

function onlyHandsOn(source: Source): boolean {
  const statements = treeOf(source).body as Node[]
  return statements.length > 0 && statements.length === importsOf(source).filter(({ reExport }) => reExport).length
}

function silencedWithoutReason({ text }: Source): string[] {
  return text.split('\n').flatMap((line, index) => {
    const silencer = /(?:\/\/|\/\*)\s*(@ts-(?:ignore|nocheck|expect-error)|biome-ignore\S*)(.*)/.exec(line)
    if (!silencer) return []
    const [, kind = '', rest = ''] = silencer
    const reason = kind.startsWith('biome') ? (/:\s*(.*)/.exec(rest)?.[1] ?? '') : rest
    const forbidden = kind === '@ts-ignore' || kind === '@ts-nocheck'
    return forbidden ||
      reason
        .replace('<explanation>', '')
        .replace(/\*\/.*/, '')
        .trim().length < 10
      ? [`:${index + 1} ${kind}`]
      : []
  })
}
