import { readFile } from 'node:fs/promises'
import type { AskMachine } from './machine.port.ts'

/** machine-id(5); the second is where D-Bus kept it before. */
const files = ['/etc/machine-id', '/var/lib/dbus/machine-id']

/** Elsewhere than on Linux nothing is known yet, and copies are told apart by their taking turns alone. */
export const systemMachine: AskMachine = async () => {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '')
    // Empty, or `uninitialized`, in an image that was never started.
    if (/^[0-9a-f]{32}$/.test(text.trim())) return text.trim()
  }
  return undefined
}
