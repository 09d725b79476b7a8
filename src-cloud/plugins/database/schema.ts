import type { AccountTables } from './tables/accounts.ts'
import type { AcmeAccountTables } from './tables/acme-accounts.ts'
import type { AlertTables } from './tables/alerts.ts'
import type { DeviceTables } from './tables/devices.ts'
import type { DnsTables } from './tables/dns.ts'
import type { EnrolmentTables } from './tables/enrolment.ts'
import type { LabelTables } from './tables/labels.ts'
import type { LicenceTables } from './tables/licences.ts'
import type { PeopleTables } from './tables/people.ts'
import type { QuotaTables } from './tables/quota.ts'
import type { SslTables } from './tables/ssl.ts'
import type { TeamTables } from './tables/teams.ts'

/** The cloud's tables as Kysely sees them, by area. Moments are bigint milliseconds (Instant); both drivers give them as numbers. */
export interface CloudTables
  extends AccountTables,
    AcmeAccountTables,
    AlertTables,
    DeviceTables,
    DnsTables,
    EnrolmentTables,
    LabelTables,
    LicenceTables,
    PeopleTables,
    QuotaTables,
    SslTables,
    TeamTables {}
