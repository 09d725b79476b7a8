import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Port = z.int().min(1).max(65_535)

const Remembered = z.object({
  ports: z.object({ cloud: Port, authority: Port, dns: Port }),
  /** Issuer and audience of the cloud's tokens: it stays although the port may have to change, or enrolled devices were locked out. */
  publicUrl: z.string(),
  /** ms since the epoch */
  enrolmentTokenEnds: z.number(),
})
export type Remembered = z.infer<typeof Remembered>

const fileName = 'stack.json'

/** What the last start settled on; undefined at the first one. A file that cannot be understood counts as none. */
export async function recall(folder: string): Promise<Remembered | undefined> {
  const text = await readFile(join(folder, fileName), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return Remembered.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export async function remember(folder: string, it: Remembered): Promise<void> {
  await replaceFile(join(folder, fileName), JSON.stringify(it, undefined, 2))
}

/** Whole at every moment, and for this user's eyes only. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const next = `${file}.new`
  await writeFile(next, text, { mode: 0o600 })
  await rename(next, file)
}
