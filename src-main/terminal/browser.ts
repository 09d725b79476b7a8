import { spawn } from 'node:child_process'
import { withTheirUmask } from '../system/files/private-files.ts'

/** The program that opens an address, where there is a display to show it on. */
export function browserCommand(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): [string, ...string[]] | undefined {
  if (platform === 'win32') return ['rundll32.exe', 'url.dll,FileProtocolHandler']
  if (platform === 'darwin') return ['open']
  return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['xdg-open'] : undefined
}

/** Opens the address in the person's browser; says whether there was one to try. A browser that fails is no failure of ours. */
export function openBrowser(address: string, platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): boolean {
  const command = browserCommand(platform, environment)
  if (!command) return false
  const [program, ...args] = command
  const browser = withTheirUmask(() => spawn(program, [...args, address], { stdio: 'ignore', detached: true }))
  browser.on('error', () => undefined)
  browser.unref()
  return true
}
