import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { useSyncExternalStore } from 'react'
import { usePreferences } from '../components/preferences.ts'

const dark = window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(listener: () => void): () => void {
  dark.addEventListener('change', listener)
  return () => dark.removeEventListener('change', listener)
}

/** The person's choice, or the system's, also when that changes. Forced colours are the browser's doing, over either. */
export function useTheme(): Theme {
  const { theme } = usePreferences()
  const isSystemDark = useSyncExternalStore(subscribe, () => dark.matches)
  return (theme === 'system' ? isSystemDark : theme === 'dark') ? webDarkTheme : webLightTheme
}
