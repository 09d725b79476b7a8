import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { servicePlaces } from '#main/service/windows-service.policy.ts'
import { winswConfig } from '#main/service/winsw-config.policy.ts'
import { noPowerShell, powershellProgram } from '../support/powershell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const options = ['-NoProfile', '-NonInteractive']

const places = servicePlaces('C:\\Program Files\\MyL.Zip SSL\\resources\\service\\node.exe')
const dataFolder = 'C:\\ProgramData\\mylzip-ssl & <co>'

async function readByWinsw(text: string): Promise<unknown> {
  const folder = await temporaryFolder()
  try {
    const file = join(folder.path, 'MyLZipSsl.xml')
    await writeFile(file, text)
    const wrapper = join(root, 'node_modules/node-windows/bin/winsw/winsw.exe')
    const script = join(root, 'test/windows/read-winsw-settings.ps1')
    const { stdout } = await run(powershellProgram ?? '', [...options, '-File', script, wrapper, file], {
      env: { ...process.env, HOME: folder.path },
    })
    return JSON.parse(stdout)
  } finally {
    await folder.remove()
  }
}

it.skipIf(noPowerShell !== undefined)('WinSW’s own code reads from the service’s settings what was meant (needs PowerShell)', async () => {
  const text = winswConfig(places, { dataFolder, cloudUrl: 'https://cloud.test', directoryUrl: 'https://acme.test/directory' })
  expect(await readByWinsw(text)).toEqual({
    id: 'MyLZipSsl',
    name: 'MyL.Zip SSL',
    executable: 'C:\\Program Files\\MyL.Zip SSL\\resources\\service\\node.exe',
    arguments:
      ' "C:\\Program Files\\MyL.Zip SSL\\resources\\service\\app\\out\\main\\headless.js" --service' +
      ' --data "C:\\ProgramData\\mylzip-ssl & <co>" --cloud https://cloud.test --directory https://acme.test/directory',
    logFolder: 'C:\\ProgramData\\mylzip-ssl & <co>\\log\\service',
    startMode: 'Automatic',
    stopSeconds: 20,
    resetSeconds: 86_400,
    failures: [10_000, 60_000, 300_000].map((delay) => ({ type: 1, delay })),
    emptied: ['NODE_COMPILE_CACHE', 'NODE_OPTIONS', 'NODE_PATH'],
  })
})

it.skipIf(noPowerShell !== undefined)(
  'a declaration before it would cost WinSW its times, which is why there is none (needs PowerShell)',
  async () => {
    const text = `<?xml version="1.0"?>${winswConfig(places, { dataFolder, cloudUrl: 'https://cloud.test' })}`
    expect(await readByWinsw(text)).toMatchObject({ stopSeconds: 15 })
  },
)
