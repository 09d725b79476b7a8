import { useEffect } from 'react'
import { usePreferences } from '../components/preferences.ts'
import { useDesktop } from './desktop-context.tsx'

/** What the person has chosen for the page holds for what the program around it draws too: the window behind it, the icon’s words. */
export function useFollowingDesktop(): void {
  const client = useDesktop()?.client
  const { theme, language = null } = usePreferences()
  useEffect(() => {
    // Nothing is lost where it does not come through: the page looks as it was chosen, and says so again at the next start.
    client?.windows.follow({ theme, language }).catch(() => undefined)
  }, [client, theme, language])
}
