import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const { load } = createRequire(join(root, 'node_modules/app-builder-lib/package.json'))('js-yaml') as { load(text: string): unknown }
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> }

interface Workflow {
  jobs: Record<string, { 'timeout-minutes'?: number; steps: { run?: string; uses?: string; env?: Record<string, unknown> }[] }>
}
const workflow = load(text('.github/workflows/windows.yml')) as Workflow
const jenkinsfile = text('deploy/jenkins/Jenkinsfile')
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
const ranByGitHub = steps.flatMap(({ run = '' }) => commands(run))
const ranByJenkins = [...jenkinsfile.matchAll(/bat '([^']+)'/g)].flatMap(([, command = '']) => commands(command))

describe('what is run on Windows', () => {
  test.each([
    ['GitHub', ranByGitHub, ['build', 'prove:desktop']],
    ['Jenkins', ranByJenkins, []],
  ])('by %s is a command of package.json, each one that proves something there', (_who, ran, more) => {
    expect(ran.filter((command) => !Object.hasOwn(scripts, command))).toEqual([])
    expect(new Set(ran)).toEqual(new Set(['test', 'check', 'package', 'prove:machine', ...more]))
  })

  test('the tests are run with each PowerShell there is', () => {
    for (const pipeline of [text('.github/workflows/windows.yml'), jenkinsfile.replaceAll('\\\\', '\\')]) {
      expect(pipeline).toContain('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe')
      expect(pipeline).toContain('C:\\Program Files\\PowerShell\\7\\pwsh.exe')
    }
  })

  test('a machine is changed only by the one step that says so, and no job waits for ever', () => {
    const changing = steps.filter(({ env }) => env && 'MYLZIP_CHANGE_THIS_MACHINE' in env)
    expect(changing.map(({ run }) => run)).toEqual(['npm run prove:machine'])
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0)
  })
})

function commands(text: string): string[] {
  return [...text.matchAll(/\bnpm (?:run )?([a-z:]+)/g)].map(([, name = '']) => name)
}
