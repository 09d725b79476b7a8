import { type CertificateRow, certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { isKeyLost } from '../certificates/key-lost.policy.ts'
import { type IssuedVersion, isIssued, versionRepository } from '../certificates/version.repository.ts'
import type { DueTask } from './scheduler.ts'
import { type ServingNeeds, serve } from './serve-again.ts'

/**
 * Looks once a minute whether anybody has touched what lies in the store, by the dates of the files alone, and puts back what is
 * missing or damaged: a folder that was taken away must not be called protected until the next thorough look, hours later.
 * What the store does not take back is tried again each minute.
 */
export function createStoreWatch(needs: ServingNeeds): { look(): Promise<void>; tasks(): DueTask[] } {
  const { clock, db, isBusy, log, store } = needs
  const seen = new Map<string, { thumbprint: string; stamp: string | undefined }>()

  async function look(): Promise<void> {
    const certificates = await certificateRepository(db).list()
    for (const { id } of certificates) await lookAfter(id)
    const known = new Set(certificates.map(({ id }) => id))
    for (const id of seen.keys()) if (!known.has(id)) seen.delete(id)
  }

  async function lookAfter(id: string): Promise<void> {
    if (await isBusy(id)) return
    // Read anew: while another one was looked after it may have been renewed or forgotten.
    const certificate = await certificateRepository(db).find(id)
    if (!certificate || certificate.current_version === null || certificate.retired_at !== null) return
    const version = await versionRepository(db).find(id, certificate.current_version)
    if (!isIssued(version) || version.not_after <= clock.now() || version.key_custody === 'elsewhere' || isKeyLost(version)) return
    const { thumbprint } = version
    const stamp = () => store.stamp(nameOf(certificate), thumbprint)
    const before = seen.get(id)
    const now = await stamp()
    const isKnown = before?.thumbprint === thumbprint
    // What is seen for the first time was looked at thoroughly by the start, or was installed just now.
    if (now === undefined || (isKnown && before.stamp !== now)) await putRight(certificate, version, isKnown && before.stamp === undefined)
    seen.set(id, { thumbprint, stamp: await stamp() })
  }

  async function putRight(certificate: CertificateRow, version: IssuedVersion, isStillMissing: boolean): Promise<void> {
    const name = nameOf(certificate)
    if (!isStillMissing) log.warn('what lies in the store was touched', { name, thumbprint: version.thumbprint })
    await serve(certificate, version, needs)
  }

  return { look, tasks: () => [{ key: 'store-watch', at: clock.now(), run: look }] }
}
