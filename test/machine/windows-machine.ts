import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const programFolder = join(process.env.ProgramFiles ?? '', 'MyL.Zip SSL')
const serviceFolder = join(programFolder, 'resources', 'service')
const system = join(process.env.SystemRoot ?? '', 'System32')

export const places = {
  programFolder,
  program: join(programFolder, 'MyL.Zip SSL.exe'),
  uninstaller: join(programFolder, 'Uninstall MyL.Zip SSL.exe'),
  dataFolder: join(process.env.ProgramData ?? '', 'mylzip-ssl'),
}

interface Ended {
  code: number
  said: string
}

/** Runs a program to its end, whatever it ends with. */
export async function ended(program: string, args: readonly string[]): Promise<Ended> {
  return run(program, [...args], { windowsHide: true, maxBuffer: 10 * 1024 * 1024 }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code?: number | string; stdout?: string; stderr?: string }) => ({
      code: typeof error.code === 'number' ? error.code : -1,
      said: `${error.stdout ?? ''}${error.stderr ?? ''}`,
    }),
  )
}

/** NSIS takes its own command line apart, and wants `_?=` with a path last and without quotes, whatever spaces are in it. */
export async function uninstalled(...args: string[]): Promise<number> {
  const { uninstaller, programFolder } = places
  const verbatim = { argv0: `"${uninstaller}"`, windowsVerbatimArguments: true, windowsHide: true, stdio: 'ignore' } as const
  const child = spawn(uninstaller, [...args, `_?=${programFolder}`], verbatim)
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? -1)))
}

export const systemTool = (name: string, ...args: string[]) => ended(join(system, name), args)

/** Whether whoever runs this is an administrator: only they may ask this. */
export async function isAdministrator(): Promise<boolean> {
  return (await systemTool('net.exe', 'session')).code === 0
}

/** The installed command line, and its answer. */
export async function mylzip(...args: string[]): Promise<{ code: number; answer: Record<string, unknown> }> {
  const { code, said } = await ended(join(serviceFolder, 'node.exe'), [join(serviceFolder, 'app/out/main/mylzip.js'), ...args, '--json'])
  const last = said.trim().split('\n').at(-1) ?? ''
  return { code, answer: last.startsWith('{') ? JSON.parse(last) : { said } }
}

/** The newest installer for this processor among what was built. */
export async function builtInstaller(dist: string): Promise<string> {
  const suffix = ` ${process.arch}.exe`
  const name = existsSync(dist)
    ? (await readdir(dist))
        .filter((name) => name.startsWith('MyL.Zip SSL Setup ') && name.endsWith(suffix))
        .sort()
        .at(-1)
    : undefined
  if (name === undefined) throw new Error(`There is no installer in ${dist}: npm run package makes it.`)
  return join(dist, name)
}

/** How often, and how long (ms) apart, something that Windows does in its own time is looked for. */
export async function untilSeen<Seen>(look: () => Promise<Seen | undefined>, what: string, tries = 90, apart = 2_000): Promise<Seen> {
  for (let left = tries; left > 0; left -= 1) {
    const seen = await look()
    if (seen !== undefined) return seen
    await new Promise((resolve) => setTimeout(resolve, apart))
  }
  throw new Error(`${what} was not seen within ${(tries * apart) / 1000} s`)
}
