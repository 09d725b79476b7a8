import { posix, win32 } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** Where this platform keeps a user’s data: LOCALAPPDATA, ~/Library/Application Support, or the XDG Base Directory specification’s place. Refuses with OPTION_INVALID where there is no home. */
export function defaultDataDirectory(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  const place = placeOf(platform, env, home)
  // Beside wherever one happens to stand: in the checkout, most often, and somewhere else the next time.
  if (!(platform === 'win32' ? win32 : posix).isAbsolute(place))
    throw new Refusal('OPTION_INVALID', { option: '--data', reason: 'it must name a folder, because this user has no home folder' })
  return place
}

function placeOf(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  const name = 'mylzip-ssl'
  if (platform === 'win32') return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), name)
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', name)
  const given = env.XDG_DATA_HOME ?? ''
  // The specification has relative paths ignored.
  return posix.join(posix.isAbsolute(given) ? given : posix.join(home, '.local', 'share'), name)
}

/** Where the service keeps its data: one place for the whole machine, whoever asks. */
export function serviceDataDirectory(env: NodeJS.ProcessEnv): string {
  return win32.join(env.ProgramData || 'C:\\ProgramData', 'mylzip-ssl')
}
