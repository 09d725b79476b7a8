import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { readRecord } from '#main/service/update/update-record.policy.ts'
import { commandLine } from '#main/system/powershell/command-line.policy.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest, powershellProgram } from '../support/powershell.ts'

const onWindows = process.platform === 'win32'
const watchScript = join(import.meta.dirname, '../../src-main/system/powershell/scripts/updates/watch.ps1')

describe.skipIf(noPowerShell)(`an update that is seen through${noPowerShell ? ` (${noPowerShell})` : ''}`, () => {
  let under: PowerShellUnderTest
  beforeAll(async () => {
    under = await powershellForTest()
  })
  afterAll(() => under.remove())

  // What runs in the installer's place is a script of the shell: the installer itself is Windows' alone.
  describe.skipIf(onWindows)('with a program in the installer’s place (needs another system than Windows)', { timeout: 120_000 }, () => {
    async function program(name: string, lines: string) {
      const file = join(under.home, name)
      await writeFile(file, `#!/bin/sh\n${lines}\n`)
      await chmod(file, 0o700)
      return file
    }

    interface Case {
      name: string
      installer: string
      hasRecordFolder?: boolean
      beginner?: PowerShellUnderTest
    }

    async function seenThrough({ beginner = under, hasRecordFolder = true, installer, name }: Case) {
      const folder = join(under.home, `update of ${name}`)
      const record = join(under.home, `service of ${name}`, 'update.json')
      await mkdir(join(folder, 'temporary'), { recursive: true })
      if (hasRecordFolder) await mkdir(join(record, '..'), { recursive: true })
      const started = join(under.home, `${name} started`)
      const plan = {
        folder,
        temporary: join(folder, 'temporary'),
        program: installer,
        arguments: commandLine(['--updated', '/S', 'a b']),
        record,
        from: '1.0.0',
        version: '1.1.0-2026-11-27T09:00:00Z',
        otherwise: { program: await program(`${name} service.sh`, `echo "$@" > "${started}"`), arguments: 'start MyLZipSsl' },
      }
      await writeFile(join(folder, 'plan.json'), JSON.stringify(plan))
      await writeFile(join(folder, 'watch.ps1'), await readFile(watchScript))
      const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-File', join(folder, 'watch.ps1'), '-Plan', join(folder, 'plan.json')]
      const data = { program: powershellProgram ?? '', arguments: commandLine(args), place: under.home }
      const { id } = await beginner.powershell.run({ script: 'updates/begin', data, answer: z.object({ id: z.int() }) })
      expect(id).toBeGreaterThan(0)
      return { folder, record, started, version: plan.version }
    }

    const exists = (path: string) =>
      stat(path).then(
        () => true,
        () => false,
      )
    const gone = (path: string) => vi.waitFor(async () => expect(await exists(path)).toBe(false), { timeout: 100_000, interval: 100 })

    test('it outlives the PowerShell that began it, is given its arguments, and says how it ended', async () => {
      const beginner = await powershellForTest()
      onTestFinished(beginner.remove)
      const told = join(under.home, 'told')
      const installer = await program('setup.sh', `sleep 1; printf '%s\\0' "$@" "$TEMP" "$TMP" "$PSModulePath" > "${told}"; exit 0`)
      const { folder, record, started, version } = await seenThrough({ name: 'one', installer, beginner })
      await beginner.powershell.close()
      await gone(folder)
      const temporary = join(folder, 'temporary')
      const [modules, ...given] = (await readFile(told, 'utf8')).split('\0').slice(0, -1).reverse()
      expect(given.reverse()).toEqual(['--updated', '/S', 'a b', temporary, temporary])
      // PowerShell's own alone: not the person's, which it looks into by itself.
      expect(modules).toMatch(/^[^:]+\/Modules$/)
      const ended = { kind: 'ended', at: expect.any(Number), folder, from: '1.0.0', version, exitCode: 0, reason: '' }
      expect(readRecord(await readFile(record, 'utf8'))).toEqual(ended)
      expect(await exists(started)).toBe(false)
    })

    test('where it fails, the service is started again, and the exit code stands there', async () => {
      const installer = await program('failing.sh', 'exit 2')
      const { folder, record, started } = await seenThrough({ name: 'failing', installer })
      await gone(folder)
      expect(await readFile(started, 'utf8')).toBe('start MyLZipSsl\n')
      expect(readRecord(await readFile(record, 'utf8'))).toMatchObject({ kind: 'ended', exitCode: 2, reason: '' })
    })

    test('where the installer cannot be started, it says why', async () => {
      const { folder, record, started } = await seenThrough({ name: 'missing', installer: join(under.home, 'nowhere.exe') })
      await gone(folder)
      expect(await exists(started)).toBe(true)
      expect(readRecord(await readFile(record, 'utf8'))).toMatchObject({
        kind: 'ended',
        exitCode: null,
        reason: expect.stringMatching(/./),
      })
    })

    test('where nothing is left of the program, nothing is written and nothing stays', async () => {
      const installer = await program('removing.sh', 'exit 0')
      const { folder, record } = await seenThrough({ name: 'removed', installer, hasRecordFolder: false })
      await gone(folder)
      expect(await exists(record)).toBe(false)
    })
  })
})
