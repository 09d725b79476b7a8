import { randomBytes } from 'node:crypto'
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHandOver } from '#main/deploy-targets/script/hand-over.adapter.ts'
import { createScriptTarget, type ScriptSettings } from '#main/deploy-targets/script/script-target.adapter.ts'
import { outcome } from '../../support/operations.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

describe.skipIf(process.platform === 'win32')('a script of a person’s (needs a POSIX shell)', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  const at = (file: string) => join(folder.path, file)
  const log = createSilentLog()
  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  afterEach(() => folder.remove())

  async function target(lines: string, changes: Partial<ScriptSettings> = {}, ending = new AbortController()) {
    await writeFile(at('give'), `#!/bin/sh\ncd ${folder.path}\n${lines}\n`)
    await chmod(at('give'), 0o700)
    let given: string | null = null
    return createScriptTarget(TargetSettings.parse({ kind: 'script', program: at('give'), ...changes }) as ScriptSettings, {
      id: 'script:1',
      label: 'The intranet',
      around: { platform: process.platform, powershell: undefined, dataFolder: at('agent'), programFolders: [], isService: false },
      memory: {
        get: async () => given,
        async set(now) {
          given = now
        },
      },
      handOver: createHandOver({ folder: at('agent/for-scripts'), powershell: undefined, random: randomBytes }),
      environment: process.env,
      log,
      ending: ending.signal,
    })
  }
  const bundle = async () => (await createTestAuthority()).issue({ names: ['intranet.example'] })

  test('that does not say what is in use has what it did last with success; one that failed has nobody knows what', async () => {
    const [one, two] = [await bundle(), await bundle()]
    const script = await target('if [ -e refuse ]; then exit 9; fi')
    expect(await script.bound()).toBeUndefined()
    await script.bind(one, one.thumbprint)
    expect(await script.bound()).toBe(one.thumbprint)
    await writeFile(at('refuse'), '')
    expect(await outcome(script.bind(two, two.thumbprint))).toBe('TARGET_FAILED')
    expect(await script.bound()).toBeUndefined()
  })

  test('that can be asked says what is in use, and what it answers otherwise is refused', async () => {
    const one = await bundle()
    const script = await target(
      'if [ "$MYLZIP_ACTION" = check ]; then cat in-use 2>/dev/null; exit 0; fi\necho "$MYLZIP_THUMBPRINT" > in-use',
      { check: true },
    )
    expect(await script.bound()).toBeUndefined()
    await script.bind(one, one.thumbprint)
    expect(await script.bound()).toBe(one.thumbprint)
    await writeFile(at('in-use'), 'the newest')
    expect(await outcome(script.bound())).toBe('TARGET_FAILED')
  })

  test('that takes too long is ended with all that it has begun, and so is one whose agent ends', async () => {
    const one = await bundle()
    const slow = '(while true; do echo x >> alive; sleep 0.02; done) &\nsleep 600'
    expect(await outcome((await target(slow, { timeoutSeconds: 1 })).bind(one, one.thumbprint))).toBe('TARGET_FAILED')
    const ending = new AbortController()
    const cut = (await target(slow, {}, ending)).bind(one, one.thumbprint).catch((error: unknown) => error)
    await expect.poll(() => readdir(folder.path), { timeout: 20_000 }).toContain('alive')
    ending.abort()
    // No refusal: nothing has failed, and the run goes on at the next start.
    expect(String(await cut)).toContain('because this program ends')
    expect(await readdir(at('agent/for-scripts'))).toEqual([])
    const size = async () => (await readFile(at('alive'))).length
    const after = await size()
    await expect.poll(async () => (await size()) - after, { timeout: 2_000 }).toBe(0)
  })

  test('that leaves something running is over when it has ended itself', async () => {
    const one = await bundle()
    const script = await target('sleep 30 &\necho $! > left\nexit 0')
    await script.bind(one, one.thumbprint)
    process.kill(Number(await readFile(at('left'), 'utf8')))
    expect(await script.bound()).toBe(one.thumbprint)
  })

  test('is told what it was given, not by a shell, and what it prints is kept in the log, but not without end', async () => {
    const one = await bundle()
    const words = ['two words', '$(touch hacked)', '; touch hacked', '"']
    const script = await target('printf "%s\\n" "$@" > words\nhead -c 100000 /dev/zero | tr "\\0" a\ncat "$MYLZIP_KEY_FILE" >&2', {
      arguments: words,
    })
    await script.bind(one, one.thumbprint)
    expect((await readFile(at('words'), 'utf8')).trim().split('\n')).toEqual(words)
    expect(await readdir(folder.path)).not.toContain('hacked')
    const printed = JSON.stringify(log.lines.at(-1)?.facts)
    expect(printed).toContain('aaaa')
    expect(printed.length).toBeLessThan(12_000)
  })
})
