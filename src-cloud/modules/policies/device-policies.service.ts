import { createHash } from 'node:crypto'
import { type PolicyClaims, policyType } from '@mylzip/shared/cloud-api/policies.ts'
import { rulesFor } from '@mylzip/shared/domain/fleet-policy.policy.ts'
import { noPolicy } from '@mylzip/shared/domain/fleet-rules.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { importJWK, SignJWT } from 'jose'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { SigningKey } from '../../plugins/signing-key.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import { policyOfDevice } from './policies.repository.ts'

export interface DevicePolicies {
  /** Without a document where `known` is the tag of what would be said. */
  of(caller: EnrolledCaller, known: string | undefined): Promise<{ etag: string; document?: string }>
}

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  /** Those of licence documents: a device holds on to what it has learnt of them. */
  keys: readonly [SigningKey, ...SigningKey[]]
  issuer: string
}

/** What each device is to obey, signed: it goes on by it when the cloud is away, and takes nobody else’s word. */
export async function createDevicePolicies({ db, clock, keys, issuer }: Needs): Promise<DevicePolicies> {
  const [{ kid }] = keys
  const key = await importJWK(keys[0], 'EdDSA')
  return {
    async of(caller, known) {
      const { label, teamId, version, document } = await policyOfDevice(db, caller.id)
      // Signed anew after a rotation of keys, and for a device that came to another team.
      const about = [teamId, label, version ?? 0, kid].join(' ')
      const etag = `"${createHash('sha256').update(about).digest('base64url').slice(0, 22)}"`
      if (known === etag) return { etag }
      const claims: Pick<PolicyClaims, 'version' | 'rules'> = { version: version ?? 0, rules: rulesFor(document ?? noPolicy, label) }
      const signed = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ: policyType, kid })
        .setIssuer(issuer)
        .setSubject(caller.id)
        .setIssuedAt(Math.floor(clock.now() / second))
        .sign(key)
      return { etag, document: signed }
    },
  }
}
