import { readFile } from 'node:fs/promises'
import { writeFileAtomically } from '../../system/files/atomic-file.adapter.ts'
import { type Channel, isChannel } from './update.policy.ts'

/** The channel a person chose, in a file of the window's folder: it belongs to the person, not to the agent. */
export function createUpdateChoice(file: string) {
  return {
    /** Undefined where nobody chose, and where the file cannot be read: then what is usual holds. */
    async read(): Promise<Channel | undefined> {
      const text = await readFile(file, 'utf8').catch(() => '')
      return isChannel(text.trim()) ? (text.trim() as Channel) : undefined
    },
    write: (channel: Channel) => writeFileAtomically(file, `${channel}\n`, 0o600),
  }
}
