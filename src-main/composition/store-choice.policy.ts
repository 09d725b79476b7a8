import type { About } from '@mylzip/shared/operations/values.ts'
import type { StoreLocation } from '../stores/windows/store-scripts.ts'

/** Which store of Windows certificates go to: the machine's where the program runs as a service, else the user's, which needs no rights. */
export function windowsStore(mode: About['mode']): StoreLocation {
  return mode === 'service' ? 'LocalMachine' : 'CurrentUser'
}
