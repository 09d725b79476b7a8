import { useState, useSyncExternalStore } from 'react'
import { type Desktop, desktopOf } from './desktop.ts'

/** The same for as long as the component lives. */
export function useDesktop(): Desktop {
  const [desktop] = useState(() => desktopOf(window))
  return desktop
}

export const useReadyUpdate = (desktop: Desktop): string | undefined => useSyncExternalStore(desktop.onUpdate, desktop.readyUpdate)
