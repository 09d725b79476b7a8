import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/** Where the binary is that `node node_modules/electron/install.js` has fetched. Never fetches one: that is for whoever runs the proof. */
export function electronBinary(): string | undefined {
  const named = join(folder, 'path.txt')
  const binary = existsSync(named) ? join(folder, 'dist', readFileSync(named, 'utf8').trim()) : undefined
  return binary !== undefined && existsSync(binary) ? binary : undefined
}

/** Why real Electron cannot be had here; undefined where it can. */
export function missingElectron(): string | undefined {
  return electronBinary() === undefined ? 'Electron’s binary is not here: node node_modules/electron/install.js fetches it' : undefined
}
