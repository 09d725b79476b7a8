import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { CertificateStore, Thumbprint } from '../stores/store.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { CertificateUse, OwnVersion, ProgramUse } from './certificate-use.ts'
import { ownVersion } from './known-certificates.ts'
import { outlookOf, standingOf, takesFromStore } from './standing.policy.ts'
import type { FoundCertificate } from './store-search.port.ts'

export interface JoinNeeds {
  db: AgentDatabase['db']
  store: Pick<CertificateStore, 'find' | 'place'>
}

/** What lies in stores, by whomever it was put there; undefined where nobody can tell. */
export type Searched = ReadonlyMap<Thumbprint, FoundCertificate> | undefined

/** What a program names, with what is known of it here. */
export async function joinUse(
  { targets, ...use }: ProgramUse,
  searched: Searched,
  now: Instant,
  { db, store }: JoinNeeds,
): Promise<CertificateUse> {
  const { kind } = use.program
  const own = await ownVersion(db, use.thumbprint)
  const found = searched?.get(use.thumbprint)
  const isInStore = !takesFromStore(kind) || found !== undefined || (await isOurs(own, use.thumbprint, searched, store))
  const standing = standingOf({ kind, own, isInStore })
  const teller = targets.find(({ certificateId }) => own === undefined || certificateId === own.certificateId)?.target
  const notAfter = own?.notAfter ?? found?.notAfter
  return {
    ...use,
    own,
    subject: found?.subject,
    notAfter,
    target: teller && { id: teller.id, label: teller.label },
    standing,
    outlook: outlookOf({ standing, notAfter, isFollowed: teller !== undefined && own?.isRenewed === true }, now),
  }
}

/** What a search has not found may still lie where this agent alone looks. Undefined where nobody can tell. */
async function isOurs(
  own: OwnVersion | undefined,
  thumbprint: Thumbprint,
  searched: Searched,
  store: JoinNeeds['store'],
): Promise<boolean | undefined> {
  if (!own) return searched === undefined ? undefined : false
  return store.find(own.name, thumbprint).then(
    (found) => found !== undefined,
    (error: unknown) => {
      if (!isRefusal(error)) throw error
      return undefined
    },
  )
}
