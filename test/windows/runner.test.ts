import { readFileSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { pfxFiles } from '#main/composition/pfx-files.ts'
import { checkStore } from '#main/doctor/checks/store.check.ts'
import { createStoreIndex, withVersion } from '#main/stores/windows/store-index.adapter.ts'
import { createWindowsStore } from '#main/stores/windows/windows-store.adapter.ts'
import { systemClock } from '#main/system/clock.adapter.ts'
import { createPowerShell } from '#main/system/powershell/powershell.adapter.ts'
import type { ScriptData } from '#main/system/powershell/powershell.port.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest, powershellProgram } from '../support/powershell.ts'
import { createTestAuthority } from '../support/test-authority.ts'

const because = noPowerShell ? ` (${noPowerShell})` : ''
const quoted = (path: string) => `'${path.replaceAll("'", "'\\''")}'`

const Surroundings = z.object({
  processId: z.int(),
  modules: z.string(),
  own: z.string(),
  variables: z.array(z.string()),
  history: z.int(),
  hijacked: z.string(),
  policy: z.string(),
})

describe.skipIf(noPowerShell)(`PowerShell, asked by the agent${because}`, () => {
  let under: PowerShellUnderTest
  beforeAll(async () => {
    under = await powershellForTest({
      environment: { NODE_POWERSHELL: 'somebody-elses', PSModulePath: 'anywhere', DOTNET_STARTUP_HOOKS: '' },
    })
    await plantModule(join(under.home, '.local/share/powershell/Modules'))
  })
  afterAll(() => under.remove())

  const run = (script: string, data: Record<string, ScriptData> = {}, more: { patience?: number } = {}) =>
    under.powershell.run({ script: `test/${script}`, data, answer: z.unknown(), ...more })
  const surroundings = () => under.powershell.run({ script: 'test/surroundings', data: {}, answer: Surroundings })

  test.each([
    ['quotes of every kind', "O'Brien’s “Desk” ‘‚‛„"],
    ['variables and calls', '$(throw "x") $env:PATH $HOME @(1) #comment'],
    ['backticks', '`n `" `$ ``'],
    ['what ends a string', "'; exit; '"],
    ['what ends a call', "')) ; [Environment]::Exit(1) #"],
    ['what ends a here-string', '"\n\'@\n@"\r\nexit\r\n'],
    ['ends of lines', 'line\nline\r\nline\u2028line\u2029\u0085'],
    ['emoji and other scripts', '👩‍💻 🏴‍☠️ ​ ü é ß 漢字 العربية'],
    ['a date', '2026-01-01T00:00:00Z'],
    ['a date of another kind', '/Date(1767225600000)/'],
    ['control characters', '\u0000\u0001\u001b[31m\u007f\ufeff'],
    ['a truth', 'True'],
    ['a number', '-1e400'],
    ['signs of the other shell', '%COMSPEC% & calc | more > x'],
    ['10 kB of text', 'x'.repeat(10_000)],
    ['nothing', ''],
  ])('a text with %s comes back as it went', async (_, text) => {
    expect(await run('echo', { text, list: [text, [text], []], deep: { text } })).toEqual({
      same: { text, list: [text, [text], []], deep: { text } },
    })
  })

  test('so does any other text, and nothing of it is ever run', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom("'", '’', '"', '`', '$', '(', ')', '{', '}', ';', '\n', '|', '&', '#', '@', 'exit', '=', '-'))
        .map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 5 }), fc.integer(), fc.boolean(), async (texts, number, yes) => {
        const data = { texts, number, yes, nothing: null }
        expect(await run('echo', data)).toEqual({ same: data })
      }),
      { numRuns: 60 },
    )
  })

  test('what a script prints is not taken for its answer', async () => {
    const forged = Buffer.from(JSON.stringify({ answer: { true: false } })).toString('base64')
    expect(await run('noise', { forged })).toEqual({ true: true })
  })

  test.each([
    ['System.InvalidOperationException', 'POWERSHELL_FAILED'],
    ['System.UnauthorizedAccessException', 'POWERSHELL_DENIED'],
    ['System.Management.Automation.PSSecurityException', 'POWERSHELL_UNSIGNED'],
  ])('%s becomes %s', async (type, code) => {
    await expect(run('throw', { type, message: 'that went\nwrong' })).rejects.toMatchObject({ code, data: { script: 'test/throw' } })
  })

  test('what Windows says is told in one line', async () => {
    await expect(run('throw', { type: 'System.InvalidOperationException', message: 'that went\nwrong' })).rejects.toMatchObject({
      data: { reason: 'that went wrong' },
    })
  })

  test('a script that is not in the package is refused', async () => {
    await expect(run('nowhere')).rejects.toMatchObject({ code: 'POWERSHELL_FAILED', data: { script: 'test/nowhere' } })
  })

  test('one PowerShell is used again and again, and keeps nothing of what it was given', async () => {
    const [first, second] = [await surroundings(), await surroundings()]
    expect(second.processId).toBe(first.processId)
    expect(second.history).toBeLessThanOrEqual(1)
  })

  test('nobody puts modules, hooks or another program in its way', async () => {
    const { hijacked, modules, own, variables } = await surroundings()
    expect(modules).toBe(own)
    expect(hijacked).toBe('')
    expect(variables).not.toEqual(expect.arrayContaining(['NODE_POWERSHELL']))
    expect(variables).not.toEqual(expect.arrayContaining(['DOTNET_STARTUP_HOOKS']))
  })

  test.skipIf(process.platform !== 'win32')('its scripts are run whatever the machine’s execution policy is (needs Windows)', async () => {
    expect((await surroundings()).policy).toBe('Bypass')
  })

  test('calls that come at once are done in turn', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, number) => run('echo', { number })))
    expect(answers).toEqual(Array.from({ length: 12 }, (_, number) => ({ same: { number } })))
  })

  test('a script that takes too long is ended with its PowerShell, and the next call gets another', async () => {
    const { processId } = await surroundings()
    const slow = run('sleep', { seconds: 600 }, { patience: 200 })
    const waiting = surroundings()
    await expect(slow).rejects.toMatchObject({ code: 'POWERSHELL_TIMED_OUT' })
    expect((await waiting).processId).not.toBe(processId)
    await expect.poll(() => isAlive(processId), { timeout: 10_000 }).toBe(false)
  })

  test('a PowerShell that ends in the middle is told, and the next call gets another', async () => {
    await expect(run('vanish')).rejects.toMatchObject({ code: 'POWERSHELL_ENDED' })
    expect(await run('echo', { again: 1 })).toEqual({ same: { again: 1 } })
  })
})

describe.skipIf(noPowerShell)(`a PowerShell that nobody needs any more${because}`, () => {
  const processOf = async ({ powershell }: PowerShellUnderTest) =>
    (await powershell.run({ script: 'test/surroundings', data: {}, answer: Surroundings })).processId

  test('it ends by itself after a while, and another begins when it is needed', async () => {
    const under = await powershellForTest({ idle: 50 })
    onTestFinished(under.remove)
    const first = await processOf(under)
    await expect.poll(() => isAlive(first), { timeout: 10_000 }).toBe(false)
    expect(await processOf(under)).not.toBe(first)
  })

  test('it ends when the agent does, in the middle of a script too', async () => {
    const under = await powershellForTest()
    onTestFinished(under.remove)
    const first = await processOf(under)
    const slow = under.powershell.run({ script: 'test/sleep', data: { seconds: 600 }, answer: z.unknown() })
    await Promise.all([expect(slow).rejects.toMatchObject({ code: 'POWERSHELL_ENDED' }), under.powershell.close()])
    await expect.poll(() => isAlive(first), { timeout: 10_000 }).toBe(false)
    await expect(processOf(under)).rejects.toMatchObject({ code: 'POWERSHELL_ENDED' })
  })
})

describe('a PowerShell that cannot be used', () => {
  test('a program that is not there is named', async () => {
    const under = await powershellForTest({ program: join('/nowhere', 'powershell.exe') })
    onTestFinished(under.remove)
    await expect(under.powershell.run({ script: 'test/echo', data: {}, answer: z.unknown() })).rejects.toMatchObject({
      code: 'POWERSHELL_MISSING',
      data: { reason: 'ENOENT' },
    })
  })

  test('the doctor says so, and not that the certificates behind it are damaged', async () => {
    const under = await powershellForTest({ program: join('/nowhere', 'powershell.exe') })
    onTestFinished(under.remove)
    const indexFile = join(under.home, 'CurrentUser.json')
    const { chainPem, certificatePem, name, thumbprint } = await (await createTestAuthority()).issue({ names: ['desk.acme.test'] })
    await createStoreIndex(indexFile).change(name, (placed) => withVersion(placed, thumbprint, []))
    const store = createWindowsStore({ ...under, location: 'CurrentUser', indexFile, pfx: pfxFiles, clock: systemClock })
    const installed = { name, number: 1, thumbprint, chainPem: [certificatePem, ...chainPem].join(''), isOnlyCopy: true }
    const found = await checkStore(store, store.place, [installed]).look(AbortSignal.timeout(5_000))
    expect(found).toMatchObject({ status: 'failed', code: 'POWERSHELL_MISSING' })
  })

  test.skipIf(process.platform === 'win32')('so is one that ends at once', async () => {
    const under = await powershellForTest({ program: '/bin/false' })
    onTestFinished(under.remove)
    await expect(under.powershell.run({ script: 'test/echo', data: {}, answer: z.unknown() })).rejects.toMatchObject({
      code: 'POWERSHELL_MISSING',
    })
  })

  test.skipIf(noPowerShell ?? process.platform === 'win32')(`one that an organisation has restricted is recognised${because}`, async () => {
    const under = await powershellForTest()
    onTestFinished(under.remove)
    const restricted = join(under.home, 'restricted')
    const mode = '$ExecutionContext.SessionState.LanguageMode = "ConstrainedLanguage"'
    await writeFile(restricted, `#!/bin/sh\n{ echo ${quoted(mode)}; cat; } | ${quoted(powershellProgram ?? '')} "$@"\n`)
    await chmod(restricted, 0o700)
    const powershell = createPowerShell({ ...under.options, program: restricted })
    onTestFinished(powershell.close)
    await expect(powershell.run({ script: 'test/echo', data: {}, answer: z.unknown() })).rejects.toMatchObject({
      code: 'POWERSHELL_CONSTRAINED',
      data: { mode: 'ConstrainedLanguage' },
    })
  })
})

/** A module that PowerShell would load by itself, were it to look there. */
async function plantModule(modules: string): Promise<void> {
  await mkdir(join(modules, 'Hijack'), { recursive: true })
  await writeFile(join(modules, 'Hijack', 'Hijack.psm1'), "function Get-Hijacked { 'hijacked' }\n")
}

/** One that has ended may still wait to be asked how. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
