import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { createPowerShell } from '#main/system/powershell/powershell.adapter.ts'
import type { PowerShell } from '#main/system/powershell/powershell.port.ts'
import { createDpapiLock } from '#main/system/secrets/dpapi-lock.adapter.ts'
import { noPowerShell, powershellForTest, powershellProgram } from '../support/powershell.ts'
import { loggedProgram, noOwnLog } from '../support/powershell-log.ts'

const noLog = noPowerShell ?? noOwnLog()

describe.skipIf(noPowerShell)(`secrets on their way to PowerShell${noPowerShell ? ` (${noPowerShell})` : ''}`, () => {
  const secret = () => `BEGIN PRIVATE KEY ${randomBytes(24).toString('base64')} 👩‍💻`
  const pass = (powershell: PowerShell, text: string) =>
    powershell.runWithSecret({ script: 'test/secret', data: {}, answer: z.object({ folder: z.string(), length: z.int() }), secret: text })

  test('they arrive and come back whole, in a folder of this identity alone, and are gone afterwards', async () => {
    const { powershell, remove, secretsFolder } = await powershellForTest()
    onTestFinished(remove)
    const text = secret()
    expect(await pass(powershell, text)).toMatchObject({ answer: { folder: secretsFolder }, secret: `${text}, and back` })
    expect(await readdir(secretsFolder)).toEqual([])
    if (process.platform !== 'win32') expect((await stat(secretsFolder)).mode & 0o777).toBe(0o700)
  })

  test('they are gone also where the script failed, and what a killed program left there goes at the next start', async () => {
    const under = await powershellForTest()
    onTestFinished(under.remove)
    const failing = {
      script: 'test/throw',
      data: { type: 'System.InvalidOperationException', message: 'no' },
      answer: z.unknown(),
      secret: secret(),
    }
    await expect(under.powershell.runWithSecret(failing)).rejects.toMatchObject({ code: 'POWERSHELL_FAILED' })
    expect(await readdir(under.secretsFolder)).toEqual([])
    await writeFile(join(under.secretsFolder, 'left.in'), 'a key')
    const next = createPowerShell(under.options)
    onTestFinished(next.close)
    await pass(next, secret())
    expect(await readdir(under.secretsFolder)).toEqual([])
  })

  test('a transcript of the session holds none of them', async () => {
    const { home, powershell, remove } = await powershellForTest()
    onTestFinished(remove)
    const file = join(home, 'transcript.txt')
    await powershell.run({ script: 'test/transcribe', data: { file }, answer: z.unknown() })
    const text = secret()
    await pass(powershell, text)
    const locked = await askToUnlock(powershell)
    await powershell.close()
    expectNothingOf(text, await readFile(file, 'utf8'))
    expectNothingOf(locked, await readFile(file, 'utf8'))
  })

  test.skipIf(noLog)(`nor does what an organisation has every session write down and log${noLog ? ` (${noLog})` : ''}`, async () => {
    const { home, options, powershell, remove } = await powershellForTest()
    onTestFinished(remove)
    await powershell.close()
    const at = (name: string) => join(home, name)
    await writeFile(at('settings.json'), JSON.stringify({ PowerShellPolicies: policies(at('transcripts')), LogLevel: 'verbose' }))
    const script = loggedProgram({ program: powershellProgram ?? '', args: ['-settingsFile', at('settings.json')], log: at('log') })
    await writeFile(at('logged'), script, { mode: 0o700 })
    const watched = createPowerShell({ ...options, program: at('logged') })
    onTestFinished(watched.close)
    const text = secret()
    await pass(watched, text)
    const locked = await askToUnlock(watched)
    await watched.close()
    const transcripts = await readdir(at('transcripts'), { recursive: true, withFileTypes: true })
    const [file] = transcripts.filter((found) => found.isFile())
    expectNothingOf(text, await readFile(join(file?.parentPath ?? '', file?.name ?? ''), 'utf8'))
    const log = await readFile(at('log'), 'utf8')
    for (const logged of ['Creating Scriptblock text', 'ParameterBinding(ConvertFrom-Json)', '[IO.File]::ReadAllText($Request.secretFile)'])
      expect(log).toContain(logged)
    expectNothingOf(text, log)
    expectNothingOf(locked, log)
  })

  const elsewhere = process.platform === 'win32' ? undefined : 'needs Windows'

  test.skipIf(elsewhere)(`a key that is locked to this machine is opened here${elsewhere ? ` (${elsewhere})` : ''}`, async () => {
    const { home, powershell, remove } = await powershellForTest()
    onTestFinished(remove)
    const lock = createDpapiLock({ powershell, isWanted: true })
    const key = randomBytes(32)
    const locked = await lock.lock(key)
    expect(Buffer.from(locked).includes(key)).toBe(false)
    expect(Buffer.from((await lock.unlock(locked)) ?? [])).toEqual(key)
    expect(await lock.unlock(Buffer.concat([locked, key]).subarray(1))).toBeUndefined()
    const file = join(home, 'closed')
    await writeFile(file, 'x')
    await lock.closeFile(file)
    expect(await readFile(file, 'utf8')).toBe('x')
  })

  test.skipIf(!elsewhere)('where there is no Windows no key is taken for locked', async () => {
    const { powershell, remove } = await powershellForTest()
    onTestFinished(remove)
    const lock = createDpapiLock({ powershell, isWanted: true })
    await expect(lock.lock(randomBytes(32))).rejects.toMatchObject({ code: 'POWERSHELL_FAILED', data: { script: 'secrets/lock' } })
  })

  test('nothing that is asked or answered is printed where somebody sets DEBUG', () => {
    const program = fileURLToPath(new URL('debugging.ts', import.meta.url))
    const { stderr, stdout } = spawnSync(process.execPath, [program], {
      env: { ...process.env, DEBUG: '*' },
      encoding: 'utf8',
    })
    expect(stdout).toContain('done')
    expect(stdout + stderr).not.toMatch(/FromBase64String|mylzip-answer/)
  })
})

/** Answers what was to be unlocked, in base64 as it travels. Without Windows nothing is unlocked; what is asked is the same. */
async function askToUnlock(powershell: PowerShell): Promise<string> {
  const locked = Buffer.from(`PRIVATE KEY locked ${randomBytes(24).toString('base64')}`)
  await createDpapiLock({ powershell, isWanted: true })
    .unlock(locked)
    .catch(() => undefined)
  return locked.toString('base64')
}

/** What an organisation sets by group policy. */
function policies(transcripts: string) {
  return {
    Transcription: { EnableTranscripting: true, EnableInvocationHeader: true, OutputDirectory: transcripts },
    ScriptBlockLogging: { EnableScriptBlockLogging: true, EnableScriptBlockInvocationLogging: true },
    ModuleLogging: { EnableModuleLogging: true, ModuleNames: ['*'] },
  }
}

/** Neither as it is nor in the forms it could travel in; and it is of this call that something was written down. */
function expectNothingOf(secret: string, written: string): void {
  expect(written).toContain('FromBase64String')
  const [, , , random = secret] = secret.split(' ')
  for (const form of [random, Buffer.from(secret).toString('base64').slice(4, 40)]) expect(written).not.toContain(form)
  expect(written).not.toContain('PRIVATE KEY')
}
