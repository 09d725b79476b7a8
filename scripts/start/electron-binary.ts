import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What decides whether a window can be shown. */
export interface Surroundings {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  /** User id; undefined on Windows. */
  uid: number | undefined
}

/**
 * Electron’s binary when it is there and there is a screen for it. Only looks: importing the package would start a
 * download.
 */
export function findElectron(root: string, surroundings: Surroundings): string | undefined {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!canShowWindows(surroundings) || !existsSync(pathFile)) return undefined
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : undefined
}

function canShowWindows({ platform, env, uid }: Surroundings): boolean {
  if (platform === 'win32' || platform === 'darwin') return true
  // Chromium’s sandbox refuses root.
  return uid !== 0 && Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}
