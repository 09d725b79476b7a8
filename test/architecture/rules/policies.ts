import { importsOf } from '../support/imports.ts'
import { file, forbiddenNodes, type Rule } from '../support/rule.ts'
import type { Source } from '../support/source.ts'
import { dottedName, isNode, type Node, nodesOf, treeOf } from '../support/syntax.ts'

/** Plain values that policies speak of; they are held to the same rules. */
const alsoPure = [
  /^src-cloud\/practice\/authority\/problem\.ts$/,
  /^src-main\/acme\/session\/problem\.ts$/,
  // What the dashboard says: `en/` and its like, and the one that is spoken; what the agent says; what the icon and its boxes say.
  /^src-renderer\/texts\/(texts|[a-z]{2}\/[\w/-]+)\.ts$/,
  /^src-shared\/texts\//,
  /^src-main\/electron\/words\/(english|german)[\w-]*\.ts$/,
]

/** Libraries whose functions answer from their arguments alone. */
const pureLibraries = ['zod', 'dns-packet', '@peculiar/x509', 'ipaddr.js', 'tldts', 'node:path', 'node:path/posix', 'node:path/win32']

/** Modules of Node that hold both kinds: these names only. */
const pureNames: Record<string, readonly string[]> = {
  'node:url': ['domainToASCII'],
  'node:net': ['isIP', 'isIPv4', 'isIPv6', 'BlockList', 'SocketAddress'],
  'node:crypto': [
    ...['createHash', 'createHmac', 'hash', 'verify', 'timingSafeEqual', 'X509Certificate'],
    ...['createPublicKey', 'createPrivateKey', 'createCipheriv', 'createDecipheriv', 'KeyObject'],
  ],
}

const isPolicy = ({ path }: Source) => path.endsWith('.policy.ts') || alsoPure.some((place) => place.test(path))

export const policyRules: Rule[] = [
  {
    name: 'a policy imports only policies, shared rules and types',
    why: 'a decision can be read and tested by table when nothing behind it reaches the world',
    appliesTo: isPolicy,
    violations: impureImports,
    broken: [
      file('src-main/renewals/x.policy.ts', `import { readFileSync } from 'node:fs'`),
      file('src-main/renewals/x.policy.ts', `import { randomBytes } from 'node:crypto'`),
      file('src-main/renewals/x.policy.ts', `import crypto from 'node:crypto'`),
      file('src-main/renewals/x.policy.ts', `import { renewalService } from './renewal.service.ts'`),
      file('src-main/renewals/x.policy.ts', `import axios from 'axios'`),
    ],
    kept: [
      file(
        'src-main/renewals/x.policy.ts',
        `import { createHash } from 'node:crypto'\nimport { day } from '@mylzip/shared/domain/time.ts'\nimport type { Store } from '../stores/store.port.ts'\nimport { y } from './y.policy.ts'`,
      ),
    ],
  },
  {
    name: 'a policy asks neither clock nor dice nor surroundings',
    why: 'time and randomness are arguments, so that every moment can be tested',
    appliesTo: isPolicy,
    violations: forbiddenNodes((node) => timeOrChance(node) ?? timersOrIds(node) ?? surroundings(node)),
    broken: [
      file('src-main/x.policy.ts', `export const late = (at: number) => at < Date.now()`),
      file('src-main/x.policy.ts', `export const pick = () => Math.random()`),
      file('src-main/x.policy.ts', `export const today = () => new Date()`),
      file('src-main/x.policy.ts', `export const id = () => crypto.randomUUID()`),
      file('src-main/x.policy.ts', `export const home = () => process.env.HOME`),
      file('src-main/x.policy.ts', `export const ask = () => fetch('x')`),
      file('src-main/x.policy.ts', `setTimeout(() => undefined, 1)`),
    ],
    kept: [file('src-main/x.policy.ts', `export const text = (at: number) => new Date(at).toISOString() + Math.floor(at)`)],
  },
  {
    name: 'only adapters and roots ask clock and dice',
    why: 'a service that takes its clock as an argument can be tested on any day',
    appliesTo: (source) => /^src-(main|cloud|shared)\//.test(source.path) && !mayAsk.some((place) => place.test(source.path)),
    violations: forbiddenNodes(timeOrChance),
    broken: [
      file('src-main/renewals/renewal.service.ts', `const now = Date.now()`),
      file('src-cloud/modules/dns/dns.service.ts', `const jitter = Math.random()`),
      file('src-cloud/modules/dns/dns.repository.ts', `const at = new Date()`),
    ],
    kept: [
      file('src-main/system/clock.adapter.ts', `export const systemClock = { now: () => Date.now() }`),
      file('src-main/renewals/renewal.service.ts', `const now = clock.now()`),
    ],
  },
  {
    name: 'a port is an interface and nothing else',
    why: 'whoever needs a port must not get an implementation with it',
    appliesTo: ({ path }) => path.endsWith('.port.ts'),
    violations: forbiddenNodes((node) => {
      if (node.type === 'ImportDeclaration' && node.importKind !== 'type') return 'imports values'
      if (node.type !== 'ExportNamedDeclaration' || !isNode(node.declaration)) return undefined
      const isType =
        ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'].includes(node.declaration.type) || node.declaration.declare === true
      return isType ? undefined : 'exports more than types'
    }),
    broken: [
      file('src-main/stores/store.port.ts', `export const store = {}`),
      file('src-main/stores/store.port.ts', `import { z } from 'zod'`),
      file('src-main/stores/store.port.ts', `export function makeStore() {}`),
    ],
    kept: [
      file(
        'src-main/stores/store.port.ts',
        `import type { A } from './a.ts'\nexport interface Store { a: A }\nexport type Thumbprint = string`,
      ),
    ],
  },
]

/** Adapters, and the places where a program is put together. */
const mayAsk = [
  /\.adapter\.ts$/,
  /\/database\/(open|embedded|postgres)[\w-]*\.ts$/,
  /^src-main\/(agent|headless|main)\.ts$/,
  /^src-cloud\/(server|practice\/main|practice\/stack)\.ts$/,
]

function impureImports(source: Source): string[] {
  return importsOf(source).flatMap(({ specifier, target, typeOnly, line }) => {
    if (typeOnly || target.startsWith('src-shared/') || isPolicy(file(target, ''))) return []
    if (pureLibraries.includes(target) || onlyNames(source, specifier, pureNames[target] ?? [])) return []
    return [`:${line} imports ${specifier}`]
  })
}

function onlyNames(source: Source, specifier: string, allowed: readonly string[]): boolean {
  const declarations = [...nodesOf(treeOf(source))].filter((node) => isNode(node.source) && node.source.value === specifier)
  return declarations.every((node) => {
    const names = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : []
    return names.length > 0 && names.every((name) => name.importKind === 'type' || allowed.includes(dottedName(name.imported) ?? ''))
  })
}

function timeOrChance(node: Node): string | undefined {
  const bareDate =
    node.type === 'NewExpression' && dottedName(node.callee) === 'Date' && Array.isArray(node.arguments) && node.arguments.length === 0
  if (bareDate) return 'calls new Date()'
  if (node.type !== 'CallExpression') return undefined
  const called = dottedName(node.callee)?.replace(/^globalThis\./, '') ?? ''
  return /^(Date\.now|Math\.random)$/.test(called) ? `calls ${called}()` : undefined
}

function timersOrIds(node: Node): string | undefined {
  const called = node.type === 'CallExpression' ? (dottedName(node.callee) ?? '') : ''
  return /^(performance\.now|(crypto\.)?(randomUUID|randomBytes|getRandomValues))$/.test(called) ? `calls ${called}()` : undefined
}

function surroundings(node: Node): string | undefined {
  if (node.type === 'MemberExpression' && dottedName(node.object) === 'process') return 'reads process'
  if (node.type !== 'CallExpression') return undefined
  const called = dottedName(node.callee) ?? ''
  return /^(fetch|setTimeout|setInterval|setImmediate|queueMicrotask|console\.\w+)$/.test(called) ? `calls ${called}()` : undefined
}
