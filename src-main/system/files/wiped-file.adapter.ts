import { open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './atomic-file.adapter.ts'

/**
 * Overwrites a file before it is removed, so that its old content does not lie in free space for whoever reads the disk. A drive
 * that moves what it writes may keep a copy all the same. Harmless where there is none; throws what the system says.
 */
export async function wipeFile(path: string): Promise<void> {
  const handle = await open(path, 'r+').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (!handle) return
  try {
    const { size } = await handle.stat()
    await handle.write(Buffer.alloc(size), 0, size, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rm(path, { force: true })
  await syncFolder(dirname(path))
}
