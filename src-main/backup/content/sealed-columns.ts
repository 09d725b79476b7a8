import { accountPurpose, bindingPurpose } from '../../acme/accounts/custody.service.ts'
import { keyPurpose } from '../../certificates/bundle.ts'
import { targetPasswordPurpose } from '../../certificates/target.repository.ts'
import { dnsServerPurpose } from '../../challenges/dns-servers/dns-servers.service.ts'
import { proxyPasswordPurpose } from '../../proxy/kept-proxy.ts'
import type { AgentTables } from '../../system/database/schema.ts'

type Row = Readonly<Record<string, string | number>>

/** A column that holds sealed values, and how to find and open each. */
export interface SealedColumn {
  table: keyof AgentTables
  column: string
  /** The table's primary key, from which the purpose follows. */
  key: readonly string[]
  purpose(row: Row): string
}

/** All there are; a test compares it with the tables. What is missing here would be lost with the machine. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'device', column: 'sealed_key', key: ['id'], purpose: () => 'device-key' },
  { table: 'device', column: 'sealed_next_key', key: ['id'], purpose: () => 'device-key' },
  {
    table: 'certificate_versions',
    column: 'sealed_key',
    key: ['certificate_id', 'number'],
    purpose: ({ certificate_id, number }) => keyPurpose(String(certificate_id), Number(number)),
  },
  {
    table: 'acme_accounts',
    column: 'sealed_key',
    key: ['directory_url'],
    purpose: ({ directory_url }) => accountPurpose(String(directory_url)),
  },
  {
    table: 'acme_accounts',
    column: 'sealed_next_key',
    key: ['directory_url'],
    purpose: ({ directory_url }) => accountPurpose(String(directory_url)),
  },
  {
    table: 'acme_accounts',
    column: 'sealed_eab_key',
    key: ['directory_url'],
    purpose: ({ directory_url }) => bindingPurpose(String(directory_url)),
  },
  { table: 'targets', column: 'sealed_password', key: ['id'], purpose: ({ id }) => targetPasswordPurpose(String(id)) },
  { table: 'dns_servers', column: 'sealed_key', key: ['url'], purpose: ({ url }) => dnsServerPurpose(String(url)) },
  { table: 'proxy', column: 'sealed_password', key: ['id'], purpose: () => proxyPasswordPurpose },
]
