import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needsStrace, straceWorks } from '../../support/power-loss/traced-program.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const script = fileURLToPath(new URL('./children/write-output.ts', import.meta.url))
/** What a disk with FAT answers, whoever asks. */
const refusingLinks = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=link,linkat', '-e', 'inject=link,linkat:error=EPERM']

describe.skipIf(!straceWorks)(`on a disk without hard links, as USB sticks are${straceWorks ? '' : ` (${needsStrace})`}`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  beforeAll(async () => {
    folder = await temporaryFolder()
  })
  afterAll(() => folder.remove())
  const at = (name: string) => join(folder.path, name)

  function write(exported: string, backup: string): string[] {
    const { stdout, stderr } = spawnSync('strace', [...refusingLinks, process.execPath, script, exported, backup], { encoding: 'utf8' })
    expect(stderr).toBe('')
    return stdout.trim().split('\n')
  }

  it('an export and a backup are written all the same, for their owner alone, and leave nothing beside them', () => {
    expect(write(at('export.pem'), at('backup'))).toEqual(['written', 'written'])
    expect(readdirSync(folder.path).sort()).toEqual(['backup', 'export.pem'])
    for (const name of ['export.pem', 'backup']) {
      expect(readFileSync(at(name), 'utf8')).toBe('new')
      expect(statSync(at(name)).mode & 0o777).toBe(0o600)
    }
  })

  it('neither replaces a file', () => {
    for (const name of ['export.pem', 'backup']) writeFileSync(at(name), 'old')
    expect(write(at('export.pem'), at('backup'))).toEqual(['OUTPUT_EXISTS', 'BACKUP_FILE_EXISTS'])
    expect(readdirSync(folder.path).sort()).toEqual(['backup', 'export.pem'])
    expect(readFileSync(at('export.pem'), 'utf8')).toBe('old')
  })
})
