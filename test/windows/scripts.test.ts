import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { projectTexts } from '../architecture/support/source.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest } from '../support/powershell.ts'

const scripts = projectTexts().filter(({ path }) => path.endsWith('.ps1'))
/** What Windows PowerShell 5.1 does not know, by the names of its tokens. */
const onlySeven = ['QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'AndAnd', 'OrOr']
const Read = z.object({
  problems: z.array(z.string()),
  commands: z.array(z.string()),
  aliases: z.array(z.string()),
  built: z.array(z.string()),
  tokens: z.array(z.string()),
})

describe.skipIf(noPowerShell)(`the scripts, read by PowerShell itself${noPowerShell ? ` (${noPowerShell})` : ''}`, () => {
  let under: PowerShellUnderTest
  beforeAll(async () => {
    under = await powershellForTest()
  })
  afterAll(() => under.remove())
  const read = (file: string) => under.powershell.run({ script: 'test/parse', data: { file }, answer: Read })

  test.each(scripts.map(({ path }) => path))('%s parses, calls commands by their names, and is for 5.1 too', async (path) => {
    const { aliases, built, commands, problems, tokens } = await read(fileURLToPath(new URL(`../../${path}`, import.meta.url)))
    const isBeside = (command: string) => /^\. "\$PSScriptRoot\/[\w-]+\.ps1"$/.test(command)
    expect({ aliases, built: built.filter((command) => !isBeside(command)), problems }).toEqual({ aliases: [], built: [], problems: [] })
    expect(commands).not.toContain('Invoke-Expression')
    expect(tokens.filter((token) => onlySeven.includes(token))).toEqual([])
  })

  test('what must not be is noticed', async () => {
    const file = join(under.home, 'bad.ps1')
    await writeFile(file, '$x = $a ?? $b; gci; & "$x\\y"; Get-Item (')
    const { aliases, built, problems, tokens } = await read(file)
    expect(problems).not.toEqual([])
    expect(built).toEqual(['& "$x\\y"'])
    expect(tokens).toContain('QuestionQuestion')
    // Where PowerShell runs elsewhere, some of these are no aliases.
    if (process.platform === 'win32') expect(aliases).toContain('gci')
  })

  test('none is there without a first line that says what it does', () => {
    expect(scripts.length).toBeGreaterThan(5)
    for (const { path } of scripts) expect(readFileSync(path, 'utf8')).toMatch(/^# [A-Z]/)
  })
})
