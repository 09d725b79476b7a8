import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

export interface Staging {
  folder: string
  /** Of the files that are put there: what a killed process left of theirs is taken away, and nobody else's. */
  names: readonly string[]
  /** Keeps others out of an empty folder where a mode does not say so. */
  close(folder: string): Promise<void>
}

const leftOver = /^\.(.+)\.[0-9a-f-]{36}\.mylzip-(new|old)$/

/**
 * A folder on the same disk that nobody else may enter, for as long as `work` takes. A key that is written there was at no moment in a
 * file that others could have opened: one who has a file open may go on reading it, whatever rights it is given then.
 */
export async function withStage<T>({ close, folder, names }: Staging, work: (stage: string) => Promise<T>): Promise<T> {
  await clearLeftOvers(folder, names)
  const stage = join(folder, `.${names[0] ?? ''}.${randomUUID()}.mylzip-new`)
  try {
    await mkdir(stage, { mode: 0o700 })
    await close(stage)
    return await work(stage)
  } finally {
    await rm(stage, { recursive: true, force: true }).catch(() => undefined)
  }
}

async function clearLeftOvers(folder: string, names: readonly string[]): Promise<void> {
  for (const found of await readdir(folder)) {
    const [, name] = leftOver.exec(found) ?? []
    if (name !== undefined && names.includes(name)) await rm(join(folder, found), { recursive: true, force: true })
  }
}
