import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

const marked: [folder: string, specifier: string, reason: string][] = [
  ['src-main', 'electron', 'only src-main/electron and main.ts know Electron'],
  ['src-main', '../src-cloud/app.ts', 'share promises only'],
  ['src-main', '#cloud/app.ts', 'share promises only'],
  ['src-main/acme', '../../src-shared/domain/time.ts', 'import @mylzip/shared'],
  ['src-renderer/app', '../../src-main/agent.ts', 'share promises only'],
  ['src-renderer/app', 'node:fs', 'Node.js builtin module'],
  ['src-cloud', '#main/agent.ts', 'share promises only'],
  ['src-cloud', './practice/main.ts', 'no way into a production build'],
  ['src-shared/domain', 'node:crypto', 'Node.js builtin module'],
  ['src-shared/domain', '../../src-main/agent.ts', 'never the other way round'],
]
const fine: [folder: string, specifier: string][] = [
  ['src-main/electron/tray', 'electron'],
  ['src-main', '@mylzip/shared/domain/time.ts'],
  ['src-cloud/practice', './authority/authority.ts'],
  ['src-cloud', 'node:crypto'],
]
const fileOf = (folder: string, specifier: string) => `${folder}/${specifier.replace(/\W+/g, '-')}.ts`

interface Diagnostic {
  message: string | { content: string }[]
  location: { path: string | { file: string } }
}

const folder = mkdtempSync(join(tmpdir(), 'mylzip-biome-'))
const said = new Map<string, string>()

beforeAll(() => {
  const config = JSON.parse(readFileSync(at('biome.json'), 'utf8'))
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }))
  for (const [place, specifier] of [...marked, ...fine]) {
    const file = join(folder, fileOf(place, specifier))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `import { x } from '${specifier}'\n\nexport const y = x\n`)
  }
  const args = [at('node_modules/@biomejs/biome/bin/biome'), 'lint', '--reporter=json', '--max-diagnostics=none']
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  for (const diagnostic of JSON.parse(stdout).diagnostics as Diagnostic[]) {
    const { path } = diagnostic.location
    const key = typeof path === 'string' ? path : path.file
    said.set(key, `${said.get(key) ?? ''}${JSON.stringify(diagnostic)}`)
  }
})

afterAll(() => rmSync(folder, { recursive: true }))

it.each(marked)('in %s, importing %s is marked by the editor: %s', (place, specifier, reason) => {
  expect(said.get(fileOf(place, specifier)) ?? 'nothing').toContain(reason)
})

it.each(fine)('in %s, importing %s is fine', (place, specifier) => {
  expect(said.get(fileOf(place, specifier)) ?? 'nothing').toBe('nothing')
})
