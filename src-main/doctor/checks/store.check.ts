import { X509Certificate } from 'node:crypto'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorInWords } from '@mylzip/shared/domain/system-errors.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Fact } from '@mylzip/shared/operations/doctor.ts'
import type { CertificateStore } from '../../stores/store.port.ts'
import { keyMatches, splitCertificates } from '../../system/x509/certificates.policy.ts'
import type { Check } from '../check.port.ts'
import { chainFault } from '../machine/stored-chain.policy.ts'
import { fact, failed, skipped, trouble, well } from '../verdict.policy.ts'

export interface InstalledVersion {
  name: string
  thumbprint: string
  /** PEM, leaf first, as the authority handed it over. */
  chainPem: string
}

/** Whether the store holds each certificate in use whole: files, key, chain, and the pointer that programs follow. */
export function checkStore(store: CertificateStore, place: string, installed: readonly InstalledVersion[]): Check {
  async function faultOf({ name, thumbprint, chainPem }: InstalledVersion): Promise<{ fault: string | undefined; location: string }> {
    const found = await store.find(thumbprint)
    if (!found) return { fault: 'it is not there', location: 'nowhere' }
    const { location, hasKey } = found
    if (!hasKey) return { fault: 'its key is missing, or another one', location }
    const bundle = await store.load(thumbprint)
    if (!bundle) return { fault: 'it cannot be read', location }
    const certificates = (pems: readonly string[]) => pems.map((pem) => new X509Certificate(pem))
    const chain = certificates([bundle.certificatePem, ...bundle.chainPem])
    const fault =
      (chain[0] && !keyMatches(chain[0], bundle.privateKeyPem) ? 'its key is another one' : undefined) ??
      chainFault(chain, certificates(splitCertificates(chainPem))) ??
      ((await store.current(name)) === thumbprint ? undefined : 'programs that follow “current” see another version')
    return { fault, location }
  }

  return {
    id: 'store',
    kind: 'store',
    group: 'certificates',
    title: 'The store holds each certificate in use, with its key and its whole chain.',
    patience: 20 * second,
    async look() {
      if (installed.length === 0) return skipped('No certificate is installed yet.')
      const evidence: Fact[] = []
      let first: { name: string; reason: string } | undefined
      const about: string[] = []
      for (const version of installed) {
        const { fault, location } = await faultOf(version).catch(unreadable)
        evidence.push(fact(`${version.name} (${version.thumbprint})`, fault === undefined ? location : `${fault}, ${location}`))
        if (fault === undefined) continue
        about.push(version.name)
        first ??= { name: version.name, reason: fault }
      }
      if (first) return { ...failed(trouble('STORE_DAMAGED', { store: place, ...first }), evidence), about }
      return well('Every certificate in use lies in the store, whole.', evidence)
    },
  }
}

/** Files that are no certificates, or cannot be read at all. */
function unreadable(error: unknown): { fault: string; location: string } {
  const reason = isRefusal(error) ? String(error.data.reason ?? error.code) : error instanceof Error ? error.message : String(error)
  return { fault: systemErrorInWords(reason) ?? 'a file of it is damaged', location: reason }
}
