import { useSyncExternalStore } from 'react'

/** What a person has chosen for this window, and nothing of the device: the agent need not know it. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark'
  /** A BCP 47 tag; what the system speaks, without one. */
  language: string | undefined
}

const key = 'preferences'
const usual: Preferences = { theme: 'system', language: undefined }
const listeners = new Set<() => void>()
let current = read()

/** A browser that keeps nothing, or keeps nonsense, leaves everything as usual. */
function read(): Preferences {
  try {
    const { theme, language } = JSON.parse(window.localStorage.getItem(key) ?? '{}') as Record<string, unknown>
    return {
      theme: theme === 'light' || theme === 'dark' ? theme : usual.theme,
      language: typeof language === 'string' ? language : usual.language,
    }
  } catch {
    return usual
  }
}

export const preferences = (): Preferences => current

/** Effective at once, in every window of this person. */
export function prefer(choice: Partial<Preferences>): void {
  current = { ...current, ...choice }
  try {
    window.localStorage.setItem(key, JSON.stringify(current))
  } catch {
    // It holds until the window is closed.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  const another = ({ key: changed }: StorageEvent) => {
    if (changed !== key) return
    current = read()
    listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', another)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', another)
  }
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences)
