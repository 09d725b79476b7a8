import { expect, it } from 'vitest'
import { circlesIn, foldersOf, graphOf, reachableFrom } from './support/graph.ts'
import { file } from './support/rule.ts'
import { isCode, projectTexts } from './support/source.ts'

const code = projectTexts().filter(isCode)
const graph = graphOf(code)

it('the agent under plain Node needs nothing of Electron, however far one follows it', () => {
  const loaded = [...reachableFrom(graph, 'src-main/headless.ts')]
  expect(loaded).toContain('src-main/agent.ts')
  expect(loaded.filter((path) => path === 'electron' || path.startsWith('src-main/electron/'))).toEqual([])
})

it('the cloud in production has no way to the practice authority', () => {
  const loaded = [...reachableFrom(graph, 'src-cloud/server.ts')]
  expect(loaded).toContain('src-cloud/app.ts')
  expect(loaded.filter((path) => path.startsWith('src-cloud/practice/'))).toEqual([])
})

it('the engine that speaks ACME knows neither stores nor programs nor the cloud', () => {
  const engine = [...graph.keys()].filter((path) => path.startsWith('src-main/acme/'))
  expect(engine.length).toBeGreaterThan(0)
  const loaded = engine.flatMap((path) => [...reachableFrom(graph, path)])
  expect(loaded.filter((path) => /^src-main\/(stores|deploy-targets|licensing|doors|renewals)\//.test(path))).toEqual([])
})

it('no file needs itself, not even by way of others', () => {
  expect(circlesIn(graph)).toEqual([])
})

it('no folder of the agent or the dashboard needs itself by way of others, not even for a type', () => {
  expect(circlesIn(foldersOf(code.filter(({ path }) => /^src-(main|renderer|shared)\//.test(path))))).toEqual([])
})

it('a circle of folders is noticed where no file is in one', () => {
  const planted = foldersOf([
    file('src-main/audit/a.ts', `import type { Key } from '../device/key.ts'`),
    file('src-main/device/b.ts', `import { audit } from '../audit/c.ts'`),
  ])
  expect(circlesIn(planted)).toEqual(['src-main/audit → src-main/device → src-main/audit'])
})

it('a circle, a detour and a late import are noticed', () => {
  const planted = graphOf([
    file('src-main/a.ts', `import { b } from './b.ts'`),
    file('src-main/b.ts', `export const late = () => import('./c.ts')`),
    file('src-main/c.ts', `import { app } from 'electron'\nimport { a } from './a.ts'`),
    file('src-main/d.ts', `import type { A } from './a.ts'`),
  ])
  expect(reachableFrom(planted, 'src-main/a.ts')).toContain('electron')
  expect(reachableFrom(planted, 'src-main/d.ts')).not.toContain('electron')
  expect(circlesIn(planted)).toEqual(['src-main/a.ts → src-main/b.ts → src-main/c.ts → src-main/a.ts'])
})
