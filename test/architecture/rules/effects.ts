import { file, forbiddenImports, forbiddenNodes, type Rule } from '../support/rule.ts'
import { dottedName, isNode, type Node } from '../support/syntax.ts'

export const effectRules: Rule[] = [
  {
    name: 'SQL is written in repositories, migrations and the database folder only',
    why: 'one place shows every query, and no service can open a transaction on the way',
    appliesTo: ({ path }) => /^src-(main|cloud)\//.test(path) && !holdsSql.some((place) => place.test(path)),
    violations: forbiddenNodes(query),
    broken: [
      file('src-main/renewals/renewal.service.ts', `db.selectFrom('runs').selectAll()`),
      file('src-cloud/modules/dns/dns.routes.ts', `await db.deleteFrom('records').execute()`),
      file('src-main/agent.ts', `import { sql } from 'kysely'\nsql\`PRAGMA x\`.execute(db)`),
      file('src-main/agent.ts', `database.prepare('SELECT 1').get()`),
      file('src-main/agent.ts', `database.exec('PRAGMA x')`),
    ],
    kept: [
      file('src-main/audit/audit.repository.ts', `db.selectFrom('audit_log').selectAll()`),
      file('src-main/system/database/database.adapter.ts', `database.pragma('x')`),
      file('src-main/agent.ts', `/x/.exec(text)`),
    ],
  },
  {
    name: 'only roots may end the process',
    why: 'whoever calls a function must get an answer, and what is open must be closed',
    appliesTo: ({ path }) => /^(src-(main|cloud|shared)|scripts)\//.test(path) && !roots.includes(path),
    violations: forbiddenNodes((node) => (node.type === 'CallExpression' && endsProcess(node) ? 'ends the process' : undefined)),
    broken: [
      file('src-main/agent.ts', `process.exit(1)`),
      file('src-cloud/app.ts', `process.abort()`),
      file('src-main/electron/tray/menu.ts', `process.reallyExit(0)`),
    ],
    kept: [file('src-main/headless.ts', `process.exit(0)`), file('scripts/check.ts', `process.exitCode = 1`)],
  },
  {
    name: 'only the PowerShell folder spawns programs, the service Windows’ own that keep services, the terminal the browser, the operator’s backup PostgreSQL’s, and the script target what an administrator has set up',
    why: 'what runs as SYSTEM must be found, and checked, in one place, and what a person has it run is checked there before each run; a server that answers the internet spawns nothing',
    appliesTo: ({ path }) => /^src-(main|cloud)\//.test(path) && !maySpawn.some((place) => place.test(path)),
    violations: forbiddenImports(({ target }) => target === 'node:child_process' || target === 'child_process'),
    broken: [
      file('src-main/agent.ts', `import { spawn } from 'node:child_process'`),
      file('src-cloud/server.ts', `import { spawn } from 'node:child_process'`),
    ],
    kept: [file('src-main/system/powershell/shell.adapter.ts', `import { spawn } from 'node:child_process'`)],
  },
  {
    name: 'only the PowerShell folder imports the library that speaks to PowerShell',
    why: 'its faults are closed off in one place: it takes another program, keeps history, and builds commands of text',
    appliesTo: ({ path }) => !path.startsWith('src-main/system/powershell/'),
    violations: forbiddenImports(({ target }) => /^(node-powershell|child-shell)(\/|$)/.test(target)),
    broken: [
      file('src-main/stores/windows-store.adapter.ts', `import { PowerShell } from 'node-powershell'`),
      file('scripts/x.ts', `const { Shell } = await import('child-shell')`),
    ],
    kept: [file('src-main/system/powershell/shell.adapter.ts', `const { PowerShell } = await import('node-powershell')`)],
  },
]

/** Where the tables are known. */
// The data folder's lock is an SQLite transaction that writes nothing.
const holdsSql = [/^src-main\/system\/lock\//, /\.repository\.ts$/, /\/migrations(\/|\.ts$)/, /\/database\//]

const maySpawn = [
  /^src-main\/(system\/powershell\/|terminal\/browser\.ts|service\/windows-host\.adapter\.ts|deploy-targets\/script\/run-program\.adapter\.ts)/,
  /^src-cloud\/operator\/postgres-backup\.adapter\.ts$/,
]

/** Where a process begins, and so may end. */
const roots = [
  'src-main/headless.ts',
  'src-main/main.ts',
  'src-main/mylzip.ts',
  'src-cloud/server.ts',
  'src-cloud/operator/main.ts',
  'src-cloud/practice/main.ts',
  'scripts/start/main.ts',
  'scripts/mylzip/main.ts',
  'scripts/bench/issuance/engine.ts',
  'scripts/bench/cloud/instance.ts',
  'scripts/bench/cloud/bare-instance.ts',
]

const builders = ['selectFrom', 'insertInto', 'replaceInto', 'updateTable', 'deleteFrom', 'mergeInto']
const statements = /^\s*(select|insert|update|delete|pragma|create|drop|alter|begin|commit|vacuum|with)\b/i

function query(node: Node): string | undefined {
  if (node.type === 'TaggedTemplateExpression' && dottedName(node.tag) === 'sql') return 'writes SQL'
  if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.type !== 'MemberExpression') return undefined
  const method = dottedName(node.callee.property) ?? ''
  if (builders.includes(method)) return `calls ${method}()`
  const [argument] = Array.isArray(node.arguments) ? node.arguments : []
  const text = isNode(argument) && typeof argument.value === 'string' ? argument.value : ''
  return ['prepare', 'exec', 'query'].includes(method) && statements.test(text) ? `calls ${method}() with SQL` : undefined
}

function endsProcess(node: Node): boolean {
  return ['process.exit', 'process.abort', 'process.reallyExit'].includes(dottedName(node.callee) ?? '')
}
