import { describe, expect, it } from 'vitest'
import { effectRules } from './rules/effects.ts'
import { migrationRules } from './rules/migrations.ts'
import { policyRules } from './rules/policies.ts'
import { powershellRules } from './rules/powershell.ts'
import { programRules } from './rules/programs.ts'
import { shapeRules } from './rules/shape.ts'
import { textRules } from './rules/texts.ts'
import { brokenBy } from './support/rule.ts'
import { isCode, projectTexts } from './support/source.ts'

const texts = projectTexts()
const code = texts.filter(isCode)
const overTexts = [...textRules, ...powershellRules]

it('the rules look at the whole project', () => {
  const paths = texts.map(({ path }) => path)
  for (const path of ['src-main/agent.ts', 'src-shared/domain/refusals.ts', 'scripts/start.mjs', 'package-lock.json', '.ci/run']) {
    expect(paths).toContain(path)
  }
  expect(paths.filter((path) => path.includes('node_modules'))).toEqual([])
})

describe.each([...programRules, ...policyRules, ...effectRules, ...shapeRules, ...migrationRules, ...overTexts])('$name', (rule) => {
  it(`holds everywhere, because ${rule.why}`, () => {
    expect(brokenBy(rule, overTexts.includes(rule) ? texts : code)).toEqual([])
  })

  it('is noticed when broken, each way it can be', () => {
    expect(rule.broken.length).toBeGreaterThan(0)
    for (const planted of rule.broken) expect(brokenBy(rule, [planted]), `${planted.path}: ${planted.text}`).not.toEqual([])
  })

  it('lets through what only looks like it', () => {
    expect(brokenBy(rule, rule.kept)).toEqual([])
  })
})
