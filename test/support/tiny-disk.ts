import { spawnSync } from 'node:child_process'
import { temporaryFolder } from './temporary-folder.ts'

/** Why a tiny file system of our own cannot be mounted here; undefined when it can. */
export const noTinyDisk =
  process.platform !== 'linux' ? 'needs Linux' : process.getuid?.() !== 0 ? 'needs root to mount a tmpfs' : tryMount()

/** A file system of a few kilobytes, so that "the disk is full" is really said by the disk. */
export async function tinyDisk(kilobytes: number): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await temporaryFolder()
  const mounted = mount(folder.path, kilobytes)
  if (mounted.status !== 0) throw new Error(`mount: ${mounted.stderr}`)
  return {
    path: folder.path,
    async remove() {
      spawnSync('umount', [folder.path])
      await folder.remove()
    },
  }
}

function mount(path: string, kilobytes: number) {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path], { encoding: 'utf8' })
}

function tryMount(): string | undefined {
  const { status, stderr } = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { encoding: 'utf8' })
  return status === 0 ? undefined : `a tmpfs cannot be mounted here: ${stderr}`
}
