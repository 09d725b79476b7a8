import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { withServicesKeptQuiet } from './quiet-services.ts'

/** Whether this process may install Debian packages. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && existsSync('/etc/debian_version')
}

/** Installs Debian packages without a question and without starting any service. One that cannot be had does not keep the others away. */
export async function installPackages(packages: readonly string[]): Promise<void> {
  await withServicesKeptQuiet(async () => {
    // The lists may be good already; a mirror may stumble once.
    if (await aptInstall(packages)) return
    for (let attempt = 0; attempt < 2; attempt++) {
      await apt(['update'])
      if (await aptInstall(packages)) return
    }
    for (const name of packages) await aptInstall([name])
  })
}

function aptInstall(packages: readonly string[]): Promise<boolean> {
  return apt(['install', '--yes', '--no-install-recommends', ...packages])
}

function apt(args: readonly string[]): Promise<boolean> {
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=2']
  const child = spawn('apt-get', [...options, ...args], {
    // stdout is for results; dpkg must not wait for anybody's answer.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}
