import { X509Certificate } from 'node:crypto'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { systemErrorInWords } from '@mylzip/shared/domain/system-errors.policy.ts'
import { type Instant, second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Fact } from '@mylzip/shared/operations/doctor.ts'
import { provesKey } from '../../stores/key-proof.adapter.ts'
import type { CertificateStore } from '../../stores/store.port.ts'
import { splitCertificates } from '../../system/x509/certificates.policy.ts'
import type { Check, Trouble } from '../check.port.ts'
import { chainFault } from '../machine/stored-chain.policy.ts'
import { fact, failed, skipped, titled, trouble, well } from '../verdict.policy.ts'

export interface InstalledVersion {
  name: string
  number: number
  thumbprint: string
  /** PEM, leaf first, as the authority handed it over. */
  chainPem: string
  /** Whether the store has the only copy of the key. */
  isOnlyCopy: boolean
  /** Why it could not be put back, where that was tried in vain. */
  whyNotInPlace?(): Promise<(Trouble & { at: Instant }) | undefined>
}

interface Sight {
  location: string
  /** Undefined: it lies there as it should. */
  wrong?: { reason: string; trouble: Trouble } | undefined
}

/** What a person has to settle: the program cannot put back what it may not touch. */
const notOurs: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS'])

/** What keeps a store from being asked says nothing of what lies there. */
const behindPowerShell = refusalCodes.filter((code) => code.startsWith('POWERSHELL_'))

/** Garbage where the certificate should lie says nothing of its key. OpenSSL alone calls it that. */
function noCertificate(error: unknown): undefined {
  if (!isRefusal(error, 'STORE_FAILED') || !String(error.data.reason).startsWith('ERR_OSSL_')) throw error
}

/** Whether the store holds each certificate in use whole: files, key, chain, and the pointer that programs follow. */
export function checkStore(store: CertificateStore, place: string, installed: readonly InstalledVersion[]): Check {
  const damaged = (name: string, reason: string) => ({ reason, trouble: trouble('STORE_DAMAGED', { store: place, name, reason }) })

  async function lookAt({ name, number, thumbprint, chainPem, isOnlyCopy }: InstalledVersion): Promise<Sight> {
    const own = splitCertificates(chainPem)
    const found = await store.find(name, thumbprint).catch(noCertificate)
    const location = found?.location ?? 'nowhere'
    // A key that lies there without a certificate that can be read is not lost: the rest of it comes back.
    const besideKey = found ? undefined : await damagedFile(name, own)
    if (besideKey !== undefined) return { location: place, wrong: damaged(name, besideKey) }
    const withoutKey = found ? 'its key is missing, or another one' : 'it is not there'
    if (!found?.hasKey && isOnlyCopy) return { location, wrong: { reason: withoutKey, trouble: trouble('KEY_LOST', { version: number }) } }
    if (!found?.hasKey) return { location, wrong: damaged(name, withoutKey) }
    const beside = await store.read(name, thumbprint)
    if (!beside) return { location, wrong: damaged(name, 'it cannot be read') }
    const isProven = await provesKey(store, name, own[0] ?? '')
    const certificates = (pems: readonly string[]) => pems.map((pem) => new X509Certificate(pem))
    const chain = certificates([beside.certificatePem, ...beside.chainPem])
    const fault =
      (isProven ? undefined : 'its key is another one') ??
      chainFault(chain, certificates(own)) ??
      (await damagedFile(name, own)) ??
      ((await store.current(name)) === thumbprint ? undefined : 'programs that follow “current” see another version, or none')
    return { location, wrong: fault === undefined ? undefined : damaged(name, fault) }
  }

  async function damagedFile(name: string, [certificatePem = '', ...chainPem]: readonly string[]): Promise<string | undefined> {
    const [file] = (await store.damaged({ name, certificatePem, chainPem })) ?? []
    return file === undefined ? undefined : `its ${file} is missing, or damaged`
  }

  /** Files that are no certificates, or cannot be read at all, or have something else in their place. */
  function unreadable(name: string, error: unknown): Sight {
    if (isRefusal(error, 'STORE_PLACE_TAKEN'))
      return { location: String(error.data.path), wrong: { reason: 'something else lies in its place', trouble: error } }
    if (isRefusal(error, ...behindPowerShell)) return { location: store.place, wrong: { reason: 'it cannot be looked at', trouble: error } }
    if (isRefusal(error, 'STORE_FOLDER_FOREIGN'))
      return { location: String(error.data.path), wrong: { reason: 'its folder belongs to another user', trouble: error } }
    const reason = isRefusal(error) ? String(error.data.reason ?? error.code) : error instanceof Error ? error.message : String(error)
    if (isRefusal(error, 'STORE_FAILED') && notOurs.has(reason))
      return { location: String(error.data.store), wrong: { reason: systemErrorInWords(reason) ?? reason, trouble: error } }
    return { location: reason, wrong: damaged(name, systemErrorInWords(reason) ?? 'a file of it is damaged') }
  }

  /** What the program itself met where it tried to put right what is wrong: waiting for it does not help then. */
  async function withCause({ whyNotInPlace }: InstalledVersion, { location, wrong }: Sight): Promise<Sight> {
    const cause = wrong?.trouble.code === 'STORE_DAMAGED' ? await whyNotInPlace?.() : undefined
    if (!wrong || !cause) return { location, wrong }
    const reason = `${wrong.reason}; putting it back failed first on ${toTimestamp(cause.at)}`
    return { location, wrong: { reason, trouble: trouble(cause.code, cause.data) } }
  }

  return {
    id: 'store',
    kind: 'store',
    group: 'certificates',
    ...titled('check.store'),
    patience: 20 * second,
    async look() {
      if (installed.length === 0) return skipped(saying('found.store-none'))
      const evidence: Fact[] = []
      let first: Trouble | undefined
      const about: string[] = []
      for (const version of installed) {
        const sight = await lookAt(version).catch((error: unknown) => unreadable(version.name, error))
        const { location, wrong } = await withCause(version, sight)
        evidence.push(fact(`${version.name} (${version.thumbprint})`, wrong === undefined ? location : `${wrong.reason}, ${location}`))
        if (wrong === undefined) continue
        about.push(version.name)
        first ??= wrong.trouble
      }
      if (first) return { ...failed(first, evidence), about }
      return well(saying('found.store'), evidence)
    },
  }
}
