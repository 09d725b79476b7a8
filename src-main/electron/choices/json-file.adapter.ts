import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { writeFileAtomically } from '../../system/files/atomic-file.adapter.ts'
import type { Remembered } from './remembered.port.ts'

/** A value in a file of the window's folder: it belongs to the person, not to the agent. */
export function rememberIn<Value>(file: string, schema: z.ZodType<Value>, usual: Value): Remembered<Value> {
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch(() => '')
      try {
        return schema.parse(JSON.parse(text))
      } catch {
        return usual
      }
    },
    write: (value) => writeFileAtomically(file, `${JSON.stringify(value)}\n`, 0o600),
  }
}
