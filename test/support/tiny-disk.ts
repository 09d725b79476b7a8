import { spawnSync } from 'node:child_process'
import { statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './temporary-folder.ts'

/** Why a tiny file system of our own cannot be mounted here; undefined when it can. */
export const noTinyDisk =
  process.platform !== 'linux' ? 'needs Linux' : process.getuid?.() !== 0 ? 'needs root to mount a tmpfs' : tryMount()

export interface TinyDisk {
  path: string
  /** What is on it stays; from now on it has this size. */
  grow(kilobytes: number): void
  /** From now on there is room for so many kilobytes: none unless told. */
  fill(left?: number): void
  /** From now on nothing can be written there. */
  onlyReads(): void
  remove(): Promise<void>
}

/** A file system of a few kilobytes, so that "the disk is full" is really said by the disk. */
export async function tinyDisk(kilobytes: number): Promise<TinyDisk> {
  const folder = await temporaryFolder()
  mount(folder.path, `size=${kilobytes}k`)
  return {
    path: folder.path,
    grow: (more) => mount(folder.path, `remount,size=${more}k`),
    fill(left = 0) {
      const { bavail, bsize } = statfsSync(folder.path)
      writeFileSync(join(folder.path, 'ballast'), Buffer.alloc(bavail * bsize - left * 1_024))
    },
    onlyReads: () => mount(folder.path, 'remount,ro'),
    async remove() {
      spawnSync('umount', [folder.path])
      await folder.remove()
    },
  }
}

function mount(path: string, options: string): void {
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`mount -o ${options}: ${stderr}`)
}

function tryMount(): string | undefined {
  const { status, stderr } = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { encoding: 'utf8' })
  return status === 0 ? undefined : `a tmpfs cannot be mounted here: ${stderr}`
}
