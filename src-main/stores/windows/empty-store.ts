import type { CertificateStore } from '../store.port.ts'
import type { StoreIndex } from './store-index.adapter.ts'

interface Needs {
  store: Pick<CertificateStore, 'remove'>
  index: Pick<StoreIndex, 'read'>
}

/**
 * Takes out of a store of Windows what stands in this index, each with its key, and nothing else. Answers how many there were.
 * Refuses as the store does: what is left then stands in the index still, for the next time.
 */
export async function emptyStore({ index, store }: Needs): Promise<number> {
  let removed = 0
  for (const [name, { versions }] of await index.read()) {
    for (const thumbprint of Object.keys(versions)) {
      await store.remove(name, thumbprint)
      removed++
    }
  }
  return removed
}
