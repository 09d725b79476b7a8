import { execFile, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')

export const hasNsis = spawnSync('makensis', ['-VERSION']).status === 0

/** The installer's own part in a stub, and what stands for the packaged node.exe. Rejects for a warning, as electron-builder does. */
export async function compileInstaller(stub: string, recorder: string): Promise<void> {
  await compile('recorder.nsi', { OUT: recorder })
  const templates = join(root, 'node_modules/app-builder-lib/templates/nsis/include')
  await compile('stub.nsi', { OUT: stub, INCLUDED: join(root, 'build/installer.nsh'), RECORDER: recorder, TEMPLATES: templates })
}

async function compile(script: string, defined: Record<string, string>): Promise<void> {
  const defines = Object.entries(defined).map(([name, value]) => `-D${name}=${value}`)
  await run('makensis', ['-V2', '-WX', '-INPUTCHARSET', 'UTF8', ...defines, join(import.meta.dirname, script)])
}
