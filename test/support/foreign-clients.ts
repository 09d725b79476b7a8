import { execFile } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { chmod, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type PracticeStack, startStack } from '#cloud/practice/stack.ts'
import { createTestDevice, type TestDevice } from './cloud-device.ts'
import { freePorts } from './free-port.ts'
import { builtTemplate } from './practice-process.ts'
import { createSilentLog } from './silent-log.ts'
import { temporaryFolder } from './temporary-folder.ts'

const run = promisify(execFile)

/** Why a test with this program is skipped; undefined when it is there. */
export function missing(program: string): string | undefined {
  const there = (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
  return there ? undefined : `${program} is not installed`
}

export interface Ground {
  folder: string
  stack: PracticeStack
  device: TestDevice
  /** Where the CA fetches http-01 from. */
  http01Port: number
  /** An executable that publishes proofs for the device's name. */
  hook: string
  /** Runs a program; fails with all it printed. */
  run(program: string, args: string[], env?: Record<string, string>): Promise<string>
  close(): Promise<void>
}

/** The whole practice stack with an enrolled device, and what programs that are not ours need to use it. */
export async function prepareGround(): Promise<Ground> {
  const folder = await temporaryFolder()
  const [http01Port = 0] = await freePorts(1)
  const options = { data: join(folder.path, 'practice'), dnsPort: undefined, template: builtTemplate, http01Port }
  const stack = await startStack(options, {}, createSilentLog())
  const { cloudUrl, enrolmentTokenFile, caRootFile } = stack.addresses
  const device = createTestDevice(cloudUrl, { now: Date.now })
  await device.enrol(readFileSync(enrolmentTokenFile, 'utf8').trim())
  const hook = await writeHook(folder.path)
  const trust = { LEGO_CA_CERTIFICATES: caRootFile, REQUESTS_CA_BUNDLE: caRootFile }
  return {
    folder: folder.path,
    stack,
    device,
    http01Port,
    hook,
    async run(program, args, env = {}) {
      const hooks = { HOOK_CLOUD: cloudUrl, HOOK_TOKEN: await device.accessToken() }
      const { stdout, stderr } = await run(program, args, { cwd: folder.path, env: { ...process.env, ...trust, ...hooks, ...env } })
      return stdout + stderr
    },
    async close() {
      await stack.close()
      await folder.remove()
    },
  }
}

async function writeHook(folder: string): Promise<string> {
  const script = fileURLToPath(new URL('../integration/practice/dns-hook.mjs', import.meta.url))
  const hook = join(folder, 'dns-hook.sh')
  await writeFile(hook, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`)
  await chmod(hook, 0o755)
  return hook
}
