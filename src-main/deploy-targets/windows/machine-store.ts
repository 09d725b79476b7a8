import type { Thumbprint } from '../../stores/store.port.ts'
import { type KeyPlace, keyFileOf } from '../../stores/windows/key-place.policy.ts'
import { read } from '../../stores/windows/key-rights.policy.ts'
import { createStoreScripts } from '../../stores/windows/store-scripts.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'

/** The store that all programs of a machine take their certificates from: whoever runs as a user alone puts none there. */
export function machineStore(powershell: PowerShell) {
  const scripts = createStoreScripts(powershell, 'LocalMachine')

  async function seen(thumbprint: Thumbprint) {
    const sight = await scripts.look(thumbprint, [])
    if (!sight.found) throw new Error('the certificate is not in LocalMachine\\My, where it looks for certificates')
    return { ...sight, found: sight.found }
  }

  return {
    /** Answers where the key of the certificate is. Throws where it does not lie there with its key. */
    async mustHold(thumbprint: Thumbprint): Promise<KeyPlace> {
      const { found } = await seen(thumbprint)
      if (!found.belongs) throw new Error('the key of the certificate is not in LocalMachine\\My')
      return found.place
    },

    /** Lets an identity (SID) read the key, beside those that may already. */
    async letRead(thumbprint: Thumbprint, sid: string): Promise<void> {
      const { folders, found, identity } = await seen(thumbprint)
      const file = keyFileOf(found.place, thumbprint, identity, folders)
      // One that lies in a TPM has no file: who may use it is that one's own affair.
      if (file === undefined) return
      const rules = await scripts.readRights(file)
      const granted = rules.reduce((all, rule) => (rule.sid === sid && rule.allows ? all | rule.rights : all), 0)
      if ((read & ~granted) === 0) return
      const others = rules.filter(({ allows }) => allows)
      await scripts.writeRights(file, [...others, { sid, rights: read, allows: true }])
    },
  }
}
