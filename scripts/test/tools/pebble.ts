import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Pebble {
  pebble: string
  challtestsrv: string
}

/** Debian stable's own Pebble (2.4) knows neither ARI nor profiles; sid's runs on stable as it is, needing only libc. */
const wanted = { major: 2, minor: 10 }

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'mylzip-tests')
const folder = join(cache, `pebble-${wanted.major}.${wanted.minor}`)
const programs: Pebble = { pebble: join(folder, 'usr/bin/pebble'), challtestsrv: join(folder, 'usr/bin/pebble-challtestsrv') }

/** Pebble and its DNS, when an earlier fetch has brought them. */
export function findPebble(): Pebble | undefined {
  return existsSync(programs.pebble) && existsSync(programs.challtestsrv) ? programs : undefined
}

/**
 * Brings Pebble into the user's cache folder, from Debian sid on the mirror this machine uses already. apt works in
 * folders of its own here, so the system's package state stays as it is. Answers why it could not be, when it could not.
 */
export async function fetchPebble(): Promise<Pebble | { missing: string }> {
  const found = findPebble()
  if (found) return found
  const mirror = await debianMirror()
  if (!mirror) return { missing: 'Pebble comes from Debian’s archive, and this machine has no Debian package source' }
  await mkdir(cache, { recursive: true })
  const work = await mkdtemp(join(cache, 'fetching-'))
  try {
    await download(work, mirror)
    // Another run may have been quicker; what it put there is as good.
    await rename(join(work, 'tree'), folder).catch(() => rm(join(work, 'tree'), { recursive: true, force: true }))
    return findPebble() ?? { missing: 'the Debian package pebble holds other programs than expected' }
  } catch (error) {
    return { missing: `Pebble could not be fetched from Debian’s archive: ${lastLine(error)}` }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function debianMirror(): Promise<{ uri: string; signedBy: string } | undefined> {
  const signedBy = '/usr/share/keyrings/debian-archive-keyring.gpg'
  if (!existsSync('/etc/debian_version') || !existsSync(signedBy)) return undefined
  const targets = await run('apt-get', ['indextargets', '--format', '$(REPO_URI) $(COMPONENT)', 'Created-By: Packages']).catch(
    () => undefined,
  )
  const sources = (targets?.stdout ?? '').split('\n').map((line) => line.split(' '))
  const uri = sources.find(([repository, component]) => component === 'main' && /\/debian\/?$/.test(repository ?? ''))?.[0]
  return uri ? { uri, signedBy } : undefined
}

async function download(work: string, { uri, signedBy }: { uri: string; signedBy: string }): Promise<void> {
  const at = (name: string) => join(work, name)
  await Promise.all(['lists/partial', 'cache/archives/partial', 'deb', 'tree'].map((name) => mkdir(at(name), { recursive: true })))
  await writeFile(at('sources.list'), `deb [signed-by=${signedBy}] ${uri} sid main\n`)
  const own = {
    'Dir::State::lists': at('lists'),
    'Dir::Cache': at('cache'),
    'Dir::Etc::sourcelist': at('sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '1',
    'Acquire::http::Timeout': '20',
    // Without this apt-get answers success when nothing could be fetched.
    'APT::Update::Error-Mode': 'any',
    // The unprivileged user apt would switch to may not enter a home folder.
    'APT::Sandbox::User': '',
  }
  const options = Object.entries(own).flatMap(([key, value]) => ['-o', `${key}=${value}`])
  const limits = { timeout: 180_000, cwd: at('deb') }
  await run('apt-get', ['-q', ...options, 'update'], limits)
  await run('apt-get', ['-q', ...options, 'download', 'pebble'], limits)
  const [deb] = await readdir(at('deb'))
  if (!deb || !newEnough(deb)) throw new Error(`the archive has ${deb ?? 'no package'}, not ${wanted.major}.${wanted.minor} or newer`)
  await run('dpkg', ['-x', join(at('deb'), deb), at('tree')], limits)
}

function newEnough(deb: string): boolean {
  const [, major, minor] = /^pebble_(\d+)\.(\d+)/.exec(deb) ?? []
  return Number(major) === wanted.major && Number(minor) >= wanted.minor
}

function lastLine(error: unknown): string {
  const text = String((error as { stderr?: string }).stderr || (error as Error).message)
  return text.trim().split('\n').at(-1) ?? text
}

if (import.meta.main) {
  const result = await fetchPebble()
  console.error('missing' in result ? result.missing : `Pebble is at ${result.pebble}`)
  process.exitCode = 'missing' in result ? 1 : 0
}
