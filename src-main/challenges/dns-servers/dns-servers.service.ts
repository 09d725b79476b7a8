import { type DnsUpdateServer, isSameUpdateServer, readDnsUpdateServer } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { DnsServer } from '@mylzip/shared/operations/proofs.ts'
import type { AuditService } from '../../audit/audit.service.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { AgentDatabase } from '../../system/database/database.adapter.ts'
import type { Secrets } from '../../system/secrets/secrets.port.ts'
import type { DnsUpdates } from '../rfc2136/dns-01-rfc2136.adapter.ts'
import { readTsigKey } from '../rfc2136/tsig-key.policy.ts'
import { dnsServerRepository } from './dns-server.repository.ts'

export interface DnsServerNeeds {
  db: AgentDatabase['db']
  clock: Clock
  secrets: Secrets
  audit: Pick<AuditService, 'record' | 'announce'>
}

/** Sealed keys are bound to this. */
export const dnsServerPurpose = (url: string) => `dns-server ${url}`

/**
 * Customers' DNS servers, for certificates that prove their names there. A key goes in and never comes back out: it is
 * sealed, and opened for a signature only.
 */
export function createDnsServers({ db, clock, secrets, audit }: DnsServerNeeds) {
  const servers = dnsServerRepository(db)

  async function namesThatNeed(url: string): Promise<string[]> {
    const inUse = await servers.proofsInUse()
    return inUse.flatMap((row) => {
      const proof = ProofMethod.safeParse(JSON.parse(row.proof)).data
      const [name = ''] = JSON.parse(row.names) as string[]
      return proof?.via === 'rfc2136' && isSameUpdateServer(proof.server, url) ? [name] : []
    })
  }

  /** As it was written first; undefined where no key is kept for it. */
  async function keptAs(server: string): Promise<string | undefined> {
    return (await servers.list()).find(({ url }) => isSameUpdateServer(url, server))?.url
  }

  return {
    /** `key` is what tsig-keygen writes, or the secret in base64. Refuses with DNS_UPDATE_ADDRESS_INVALID or DNS_KEY_UNREADABLE. */
    async add(server: string, key: string): Promise<void> {
      readTsigKey(key, addressOf(server.trim()), server.trim())
      const url = (await keptAs(server)) ?? server.trim()
      const sealed_key = await secrets.seal(Buffer.from(key), dnsServerPurpose(url))
      const entry = await db.transaction().execute(async (tx) => {
        await dnsServerRepository(tx).put({ url, sealed_key, created_at: clock.now() })
        return audit.record(tx, { actor: 'person', action: 'dns-server-added', subject: url })
      })
      audit.announce(entry)
    },

    async list(): Promise<DnsServer[]> {
      const rows = await servers.list()
      return Promise.all(
        rows.map(async ({ url, created_at }) => ({ server: url, addedAt: toTimestamp(created_at), usedBy: await namesThatNeed(url) })),
      )
    },

    /** Refuses with DNS_UPDATE_SERVER_NOT_KEPT or DNS_UPDATE_SERVER_IN_USE. */
    async remove(server: string): Promise<void> {
      const url = await keptAs(server)
      if (url === undefined) throw new Refusal('DNS_UPDATE_SERVER_NOT_KEPT', { server })
      const names = await namesThatNeed(url)
      if (names.length > 0) throw new Refusal('DNS_UPDATE_SERVER_IN_USE', { server, names: names.join(', ') })
      const entry = await db.transaction().execute(async (tx) => {
        await dnsServerRepository(tx).remove(url)
        return audit.record(tx, { actor: 'person', action: 'dns-server-removed', subject: url })
      })
      audit.announce(entry)
    },

    /** For a signature. Refuses with DNS_UPDATE_SERVER_UNKNOWN or SECRET_UNREADABLE. */
    async updatesAt(server: string): Promise<DnsUpdates> {
      const row = await servers.find((await keptAs(server)) ?? server)
      if (!row) throw new Refusal('DNS_UPDATE_SERVER_UNKNOWN', { server })
      const { host, port, zone, ...wanted } = addressOf(row.url)
      const key = Buffer.from(await secrets.open(row.sealed_key, dnsServerPurpose(row.url))).toString()
      return { host, port, zone, key: readTsigKey(key, wanted, 'this device’s keeping') }
    },
  }
}

function addressOf(url: string): DnsUpdateServer {
  try {
    return readDnsUpdateServer(url)
  } catch (error) {
    if (!isRefusal(error, 'OPTION_INVALID')) throw error
    throw new Refusal('DNS_UPDATE_ADDRESS_INVALID', { reason: error.data.reason ?? '' })
  }
}
