import { z } from 'zod'
import type { PowerShell } from '../powershell/powershell.port.ts'
import type { KeyLock } from './key-lock.port.ts'

/**
 * Windows' DPAPI in its machine's scope. It opens for every program of this machine, so the file is closed to other users too; it is
 * for the service, whose user (SYSTEM) has no profile that others could not have. Refuses as PowerShell does.
 */
export function createDpapiLock({ isWanted, powershell }: { isWanted: boolean; powershell: PowerShell }): KeyLock {
  return {
    name: 'dpapi-machine',
    isWanted,
    needsProof: false,
    foreign: 'was locked on another machine, or is damaged',
    async lock(key) {
      const secret = Buffer.from(key).toString('base64')
      const { answer } = await powershell.runWithSecret({
        script: 'secrets/lock',
        data: {},
        answer: z.object({ locked: z.base64() }),
        secret,
      })
      return Buffer.from(answer.locked, 'base64')
    },
    async unlock(locked) {
      // A secret as well: every program of this machine could open what an organisation's logs of PowerShell would hold of it.
      const secret = Buffer.from(locked).toString('base64')
      const answer = z.object({ opened: z.boolean() })
      const got = await powershell.runWithSecret({ script: 'secrets/unlock', data: {}, answer, secret })
      return got.answer.opened ? { key: Buffer.from(got.secret, 'base64'), isOutdated: false } : undefined
    },
    async closeFile(file) {
      await powershell.run({ script: 'secrets/close-file', data: { file, readers: [] }, answer: z.object({ closed: z.literal(true) }) })
    },
    failed(error) {
      throw error
    },
  }
}
