import { mkdtempSync, rmSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { refusalReport } from '#cloud/practice/report.ts'

it('what the system says of a file is put into words, with the file it is about', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mylzip-report-'))
  try {
    const error = await cp(join(folder, 'gone'), join(folder, 'copy')).catch((error: unknown) => error)
    expect(refusalReport(error)).toMatchObject({
      ready: false,
      code: 'PRACTICE_STACK_FAILED',
      sentence: `The practice cloud did not come up: a folder on the way there is missing (${join(folder, 'gone')}).`,
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
