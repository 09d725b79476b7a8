import { existsSync } from 'node:fs'
import { emptyStore } from '../stores/windows/empty-store.ts'
import { createStoreIndex } from '../stores/windows/store-index.adapter.ts'
import type { StoreLocation } from '../stores/windows/store-scripts.ts'
import { systemClock } from '../system/clock.adapter.ts'
import { indexFile, inWindows } from './store-parts.ts'
import { windowsParts } from './windows-parts.ts'

/** Takes what the agent of this folder has put into Windows' store out of it, keys included. Answers how many certificates. */
export async function takeOutOfWindows(folder: string, location: StoreLocation): Promise<number> {
  const file = indexFile(folder, location)
  const windows = existsSync(file) ? windowsParts(folder, { isService: false }) : undefined
  if (windows === undefined) return 0
  const { powershell } = windows
  try {
    return await emptyStore({ store: inWindows({ folder, clock: systemClock, powershell }, location), index: createStoreIndex(file) })
  } finally {
    await powershell.close()
  }
}
