import { stat } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../../system/clock.port.ts'
import { orMissing } from '../or-missing.ts'
import type { InstalledCertificate, OpenedKey, Thumbprint } from '../store.port.ts'
import { isKeyGone, keyFileOf } from './key-place.policy.ts'
import { planRights, wantedRights } from './key-rights.policy.ts'
import type { Sight, StoreLocation, StoreScripts } from './store-scripts.ts'

export interface Seen {
  installed: InstalledCertificate
  /** Base64 of its DER, and of those of its issuers that were asked for and are there. */
  der: string
  issuers: string[]
  missing: Thumbprint[]
}

interface Needs {
  scripts: StoreScripts
  location: StoreLocation
  clock: Clock
  keyReaders(thumbprint: Thumbprint): Promise<readonly string[]>
}

/** How long (ms) what the file of a key shows is enough; then Windows itself is asked again: its registry shows nobody what changed. */
const trusted = 10 * minute

/** Sees what lies in the store, and whether anybody has touched it since, mostly without asking PowerShell. */
export function createKeyWatch({ clock, keyReaders, location, scripts }: Needs) {
  /** How the file of a key was when Windows was asked last and all was there. */
  const whole = new Map<Thumbprint, { file: string | undefined; state: string; at: Instant }>()

  async function look(
    thumbprint: Thumbprint,
    issuers: readonly Thumbprint[],
  ): Promise<(Seen & { keyFile: string | undefined }) | undefined> {
    const sight = await scripts.look(thumbprint, issuers)
    const { found } = sight
    whole.delete(thumbprint)
    if (!found) return undefined
    if (found.problem !== 0 && !isKeyGone(found.problem)) throw outOfReach(found.problem)
    const keyFile = fileOf(sight, thumbprint)
    const place = `Cert:\\${location}\\My\\${thumbprint}`
    const keyLocation = keyFile ?? (found.place.provider ? `${found.place.provider}: ${found.place.container}` : place)
    const installed = { thumbprint, notAfter: found.notAfter, location: place, keyLocation, hasKey: found.belongs }
    if (installed.hasKey && sight.missing.length === 0)
      whole.set(thumbprint, { file: keyFile, state: (await stateOf(keyFile)) ?? '', at: clock.now() })
    return { installed, der: found.der, issuers: sight.issuers, missing: sight.missing, keyFile }
  }

  function outOfReach(problem: number): Refusal {
    const reason = `the key of the certificate cannot be opened (0x${(problem >>> 0).toString(16)})`
    return new Refusal('STORE_FAILED', { store: `${location}\\My`, reason })
  }

  /** What the file showed then and shows now; undefined where it is another, or was not looked at for a while. */
  async function untouched(thumbprint: Thumbprint): Promise<string | undefined> {
    const known = whole.get(thumbprint)
    if (!known || clock.now() - known.at > trusted) return undefined
    return (await stateOf(known.file)) === known.state ? known.state : undefined
  }

  return {
    look,

    /** The same text for as long as nobody touches it; undefined where any of it is missing. */
    async stamp(thumbprint: Thumbprint, issuers: readonly Thumbprint[]): Promise<string | undefined> {
      const state = await untouched(thumbprint)
      if (state !== undefined) return `${thumbprint} ${state}`
      await look(thumbprint, issuers)
      const known = whole.get(thumbprint)
      return known && `${thumbprint} ${known.state}`
    },

    /** Gives the key's file the rights it is to have; answers what others had. */
    async assertRights(thumbprint: Thumbprint, issuers: readonly Thumbprint[]): Promise<OpenedKey | undefined> {
      if ((await untouched(thumbprint)) !== undefined) return undefined
      const { keyFile, sight } = await keyOf(thumbprint)
      if (!sight.windows || keyFile === undefined) return undefined
      const wanted = wantedRights(sight.identity, await keyReaders(thumbprint))
      const { change, opened } = planRights(await scripts.readRights(keyFile), wanted)
      if (change) await scripts.writeRights(keyFile, wanted)
      await look(thumbprint, issuers)
      return opened && { path: keyFile, ...opened }
    },
  }

  async function keyOf(thumbprint: Thumbprint): Promise<{ sight: Sight; keyFile: string | undefined }> {
    const sight = await scripts.look(thumbprint, [])
    return { sight, keyFile: sight.found?.belongs ? fileOf(sight, thumbprint) : undefined }
  }
}

export type KeyWatch = ReturnType<typeof createKeyWatch>

function fileOf({ folders, found, identity, windows }: Sight, thumbprint: Thumbprint): string | undefined {
  if (!found || (windows && found.place.kind === 'file')) return undefined
  return keyFileOf(found.place, thumbprint, identity, folders)
}

/** Windows changes `ctime` with a file's rights, as others do. A key without a file (in a TPM) always looks the same. */
async function stateOf(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return 'no file'
  const found = await orMissing(stat(file))
  return found && `${found.ino}:${found.size}:${found.mtimeMs}:${found.ctimeMs}`
}
