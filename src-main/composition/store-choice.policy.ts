import type { About } from '@mylzip/shared/operations/values.ts'
import type { StoreLocation } from '../stores/windows/store-scripts.ts'

/** Whose folder it is, where no program runs that would know: the service's where it has put certificates there, or is to start there. */
export function modeIn(folder: string, servicesFolder: string, servicePutThere: boolean): 'service' | 'user' {
  return servicePutThere || folder.toLowerCase() === servicesFolder.toLowerCase() ? 'service' : 'user'
}

/** Which store of Windows certificates go to: the machine's where the program runs as a service, else the user's, which needs no rights. */
export function windowsStore(mode: About['mode']): StoreLocation {
  return mode === 'service' ? 'LocalMachine' : 'CurrentUser'
}
