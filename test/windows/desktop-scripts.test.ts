import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createElevation } from '#main/electron/elevation/elevation.adapter.ts'
import { createSignatureCheck } from '#main/service/update/signature.adapter.ts'
import { commandLine } from '#main/system/powershell/command-line.policy.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest } from '../support/powershell.ts'

const onWindows = process.platform === 'win32'
const elsewhere = onWindows ? undefined : 'needs Windows'

describe.skipIf(noPowerShell)(`the scripts of the program with a window${noPowerShell ? ` (${noPowerShell})` : ''}`, () => {
  let under: PowerShellUnderTest
  beforeAll(async () => {
    under = await powershellForTest()
  })
  afterAll(() => under.remove())

  // Elsewhere .NET starts the program itself, and knows no other verb than “open”: what remains is how arguments and exit code pass.
  describe.skipIf(onWindows)('a program that is started through the shell (needs another system than Windows)', () => {
    const nasty = ['--name=a b', 'x"y\\', "$(id) `id` 'q'", 'ä😀', 'C:\\Program Files\\']

    async function program(end: number) {
      const file = join(under.home, `program ${end}.sh`)
      await writeFile(file, `#!/bin/sh\nfor one in "$@"; do printf '%s\\0' "$one"; done > "$0.args"\nexit ${end}\n`)
      await chmod(file, 0o700)
      return file
    }

    test('is given its arguments as they are, and answers how it ended', async () => {
      const file = await program(3)
      const data = { program: file, arguments: commandLine(nasty), verb: 'open', isSeen: false, waits: true }
      const answer = z.object({ granted: z.boolean(), exitCode: z.int().nullable() })
      expect(await under.powershell.run({ script: 'elevation/run', data, answer })).toEqual({ granted: true, exitCode: 3 })
      expect((await readFile(`${file}.args`, 'utf8')).split('\0').slice(0, -1)).toEqual(nasty)
    })

    test('that cannot be given an administrator’s rights is refused with a code', async () => {
      const call = { program: await program(0), args: [] }
      await expect(createElevation(under.powershell).run(call)).rejects.toMatchObject({ code: 'POWERSHELL_FAILED' })
    })
  })

  test.skipIf(onWindows)('where no signature can be read, none is believed', async () => {
    const file = join(under.home, 'setup.exe')
    await writeFile(file, 'no program')
    await expect(createSignatureCheck(under.powershell)(file, { publishers: ['CN=us'] })).rejects.toMatchObject({
      code: 'POWERSHELL_FAILED',
    })
  })

  test.skipIf(elsewhere)(`Windows’ own program is signed, and not by us${elsewhere ? ` (${elsewhere})` : ''}`, async () => {
    const file = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32\\WindowsPowerShell\\v1.0\\powershell.exe')
    const answer = z.object({ status: z.string(), subject: z.string(), version: z.string() })
    expect(await under.powershell.run({ script: 'updates/read-signature', data: { file }, answer })).toMatchObject({
      status: 'Valid',
      subject: expect.stringContaining('Microsoft'),
      version: expect.stringMatching(/^\d+\.\d+\./),
    })
    expect(await createSignatureCheck(under.powershell)(file, { publishers: ['CN=us'] })).toMatch(/^it is signed by /)
  })
})
