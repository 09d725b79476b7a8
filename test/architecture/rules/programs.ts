import { file, forbiddenImports, type Rule } from '../support/rule.ts'

const inside = (folder: string) => (path: string) => path.startsWith(`${folder}/`)
const programs = ['src-main', 'src-renderer', 'src-cloud']
const isBare = (target: string) => !/^(src-|scripts\/|test\/)/.test(target) && !target.startsWith('..')

export const programRules: Rule[] = [
  {
    name: 'only src-main/electron and main.ts import electron',
    why: 'everything else must run where there is no Electron: service, servers, tests',
    appliesTo: ({ path }) => path.startsWith('src-') && path !== 'src-main/main.ts' && !inside('src-main/electron')(path),
    violations: forbiddenImports(({ target }) => target === 'electron' || target.startsWith('electron/')),
    broken: [
      file('src-main/agent.ts', `import { app } from 'electron'`),
      file('src-main/system/secrets/safe.adapter.ts', `const { safeStorage } = await import('electron')`),
      file('src-renderer/main.ts', `import { ipcRenderer } from 'electron/renderer'`),
      file('src-main/doors/door.ts', `const electron = require('electron')`),
    ],
    kept: [
      file('src-main/main.ts', `import { app } from 'electron'`),
      file('src-main/electron/tray/tray.ts', `import { Tray } from 'electron'`),
      file('src-main/agent.ts', `import { x } from './electron-free.ts'`),
    ],
  },
  {
    name: 'src-shared imports nothing but itself, zod and the contract builder',
    why: 'its promises are read by programs with and without Node, a DOM or Electron',
    appliesTo: ({ path }) => inside('src-shared')(path),
    violations: forbiddenImports(({ target }) => !inside('src-shared')(target) && target !== 'zod' && target !== '@orpc/contract'),
    broken: [
      file('src-shared/domain/x.ts', `import { createHash } from 'node:crypto'`),
      file('src-shared/domain/x.ts', `import type { Agent } from '../../src-main/agent.ts'`),
      file('src-shared/domain/x.ts', `import { createRoot } from 'react-dom/client'`),
      file('src-shared/domain/x.ts', `export * from 'electron'`),
    ],
    kept: [
      file(
        'src-shared/operations/x.ts',
        `import { z } from 'zod'\nimport { a } from '../domain/a.ts'\nimport { oc } from '@orpc/contract'`,
      ),
    ],
  },
  {
    name: 'the agent, the dashboard and the cloud never import each other',
    why: 'they are separate programs on separate machines: what they share is a promise in src-shared',
    appliesTo: ({ path }) => programs.some((program) => inside(program)(path)),
    violations: forbiddenImports(({ target }, { path }) => programs.some((program) => inside(program)(target) && !inside(program)(path))),
    broken: [
      file('src-main/agent.ts', `import { buildCloud } from '../src-cloud/app.ts'`),
      file('src-renderer/main.ts', `import type { Agent } from '../src-main/agent.ts'`),
      file('src-cloud/app.ts', `import { x } from '#main/acme/nonces.ts'`),
      file('src-main/agent.ts', `import { buildCloud } from '@mylzip/cloud/app.ts'`),
    ],
    kept: [file('src-main/acme/x.ts', `import { y } from '../system/y.ts'\nimport { z } from '@mylzip/shared/domain/time.ts'`)],
  },
  {
    name: 'nothing outside src-cloud/practice imports it',
    why: 'the practice authority must have no way into a production build',
    appliesTo: ({ path }) => path.startsWith('src-') && !inside('src-cloud/practice')(path),
    violations: forbiddenImports(({ target }) => inside('src-cloud/practice')(target)),
    broken: [
      file('src-cloud/app.ts', `import { practiceAuthority } from './practice/authority/authority.ts'`),
      file('src-cloud/server.ts', `if (dev) await import('./practice/main.ts')`),
    ],
    kept: [file('src-cloud/practice/main.ts', `import { x } from './authority/x.ts'\nimport { buildCloud } from '../app.ts'`)],
  },
  {
    name: 'no program imports scripts or tests',
    why: 'what is shipped must not need what builds or checks it',
    appliesTo: ({ path }) => path.startsWith('src-'),
    violations: forbiddenImports(({ target }) => inside('scripts')(target) || inside('test')(target) || target === 'vitest'),
    broken: [
      file('src-main/agent.ts', `import { stampOf } from '../scripts/build/stamp.ts'`),
      file('src-cloud/app.ts', `import { it } from 'vitest'`),
    ],
    kept: [file('src-main/agent.ts', `import { testName } from './names.ts'`)],
  },
  {
    name: 'only the doors, the clients and the declarations import @orpc',
    why: 'so that it could be replaced without touching what the product does',
    appliesTo: ({ path }) => path.startsWith('src-') && !speaksOrpc.some((place) => place.test(path)),
    violations: forbiddenImports(({ target }) => target.startsWith('@orpc/')),
    broken: [
      file('src-main/renewals/renewal.service.ts', `import { ORPCError } from '@orpc/server'`),
      file('src-cloud/modules/dns/dns.service.ts', `import type { Context } from '@orpc/server'`),
      file('src-shared/domain/plans.ts', `import { oc } from '@orpc/contract'`),
      file('src-renderer/features/certificates/renew-button.tsx', `import { isDefinedError } from '@orpc/client'`),
    ],
    kept: [
      file('src-main/doors/router.ts', `import { implement } from '@orpc/server'`),
      file('src-shared/operations/operation.ts', `import { oc } from '@orpc/contract'`),
    ],
  },
  {
    name: 'the dashboard imports nothing of Node',
    why: 'it is a web page, in a browser or in a sandboxed window',
    appliesTo: ({ path }) => inside('src-renderer')(path),
    violations: forbiddenImports(({ target }) => isBare(target) && target.startsWith('node:')),
    broken: [file('src-renderer/app/x.ts', `import { readFileSync } from 'node:fs'`)],
    kept: [file('src-renderer/app/x.ts', `import { useState } from 'react'`)],
  },
]

/** Where the contract is declared, served and called. */
const speaksOrpc = [
  /^src-shared\/(operations|cloud-api)\//,
  /^src-main\/doors\//,
  /^src-main\/licensing\/(cloud[\w.-]*|call-audience)\.ts$/,
  /^src-renderer\/((agent|desktop)\/[\w.-]+\.ts|main\.tsx)$/,
  /^src-cloud\/.*\.routes\.ts$/,
  // The cloud's own door: which procedures there are, and how their refusals cross it.
  /^src-cloud\/plugins\/(api|serve-api|send-events|openapi|call-errors)\.ts$/,
]
