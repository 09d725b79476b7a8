import { posix, win32 } from 'node:path'

/** Where this platform keeps a user’s data: LOCALAPPDATA, ~/Library/Application Support, or the XDG Base Directory specification’s place. */
export function defaultDataDirectory(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  const name = 'mylzip-ssl'
  if (platform === 'win32') return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), name)
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', name)
  const given = env.XDG_DATA_HOME ?? ''
  // The specification has relative paths ignored.
  return posix.join(posix.isAbsolute(given) ? given : posix.join(home, '.local', 'share'), name)
}
