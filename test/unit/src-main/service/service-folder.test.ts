import { mkdir, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mark } from '#main/service/data-folder.policy.ts'
import { refuseReplacedFolder } from '#main/service/service-folder.adapter.ts'
import { serviceDataDirectory } from '#main/system/data-directory.policy.ts'
import { refusalCode } from '../../../support/refusal-code.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

describe('a service that starts', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  afterEach(() => folder.remove())

  const startOn = (proof: string, { dataFolder = serviceDataDirectory({}), platform = 'win32' as NodeJS.Platform } = {}) => {
    const lines = mark(dataFolder, proof).map(({ args }) => `    ${args[3]}    REG_SZ    ${args[7]}`)
    return refuseReplacedFolder({ dataFolder, platform, env: {}, host: { call: async () => ({ code: 0, said: lines.join('\r\n') }) } })
  }

  it('does not begin on a folder that only has the path of the one it was installed with', async () => {
    expect(await refusalCode(startOn('a secret'))).toBe('SERVICE_FOLDER_REPLACED')
  })

  it('begins wherever somebody chose a folder of their own, and everywhere but on Windows', async () => {
    await mkdir(folder.path, { recursive: true })
    await writeFile(`${folder.path}/agent.db`, '')
    await startOn('a secret', { dataFolder: folder.path })
    await startOn('a secret', { platform: 'linux' })
  })
})
