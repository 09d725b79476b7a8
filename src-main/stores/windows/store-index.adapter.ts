import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '../../system/files/atomic-file.adapter.ts'
import { makeFolder } from '../../system/files/make-folder.adapter.ts'
import { placeTaken } from '../obstacle.adapter.ts'
import { orMissing } from '../or-missing.ts'
import type { Thumbprint } from '../store.port.ts'

const Placed = z.object({
  current: z.string().nullable(),
  /** For each version the thumbprints of its issuers, from the leaf's own on. */
  versions: z.record(z.string(), z.array(z.string())),
  /** Those whose key was put there to stay. */
  staying: z.array(z.string()).default([]),
})
export type Placed = z.infer<typeof Placed>

const Index = z.object({ 'mylzip-windows-store': z.literal(1), names: z.record(z.string(), Placed) })

/**
 * What the Windows store cannot say: which of its certificates were put there under which name, and which is the current one. No
 * secret. What lies there and stands in no index is somebody else's.
 */
export interface StoreIndex {
  /** Every certificate by its name. Refuses with STORE_PLACE_TAKEN what is no index. */
  read(): Promise<Map<string, Placed>>
  /** One at a time. Refuses with DISK_FULL or DATA_FOLDER_UNWRITABLE. */
  change(name: string, change: (placed: Placed) => Placed | undefined): Promise<void>
}

export function createStoreIndex(file: string): StoreIndex {
  async function read(): Promise<Map<string, Placed>> {
    const text = await orMissing(readFile(file, 'utf8'))
    if (text === undefined) return new Map()
    try {
      return new Map(Object.entries(Index.parse(JSON.parse(text)).names))
    } catch (error) {
      throw placeTaken(file, error)
    }
  }

  return {
    read,
    async change(name, change) {
      const all = await read()
      const placed = change(all.get(name) ?? { current: null, versions: {}, staying: [] })
      if (placed && Object.keys(placed.versions).length > 0) all.set(name, placed)
      else all.delete(name)
      makeFolder(dirname(file))
      const index = { 'mylzip-windows-store': 1, names: Object.fromEntries(all) }
      await writeFileAtomically(file, `${JSON.stringify(index, undefined, 2)}\n`, 0o600)
    },
  }
}

export function withVersion(placed: Placed, thumbprint: Thumbprint, issuers: string[]): Placed {
  return { ...placed, versions: { ...placed.versions, [thumbprint]: issuers } }
}

/** What becomes of its key, beside the same. */
export function withKey(placed: Placed, thumbprint: Thumbprint, issuers: string[], stays: boolean): Placed {
  const others = placed.staying.filter((each) => each !== thumbprint)
  return { ...withVersion(placed, thumbprint, issuers), staying: stays ? [...others, thumbprint] : others }
}

export function withoutVersion({ current, staying, versions }: Placed, thumbprint: Thumbprint): Placed {
  const { [thumbprint]: _, ...others } = versions
  return {
    current: current === thumbprint ? null : current,
    versions: others,
    staying: staying.filter((each) => each !== thumbprint),
  }
}
