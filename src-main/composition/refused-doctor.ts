import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { DoctorQuestion, DoctorReport } from '@mylzip/shared/operations/doctor.ts'
import { systemNetwork } from '../device/lan-addresses.adapter.ts'
import { outwardAddresses } from '../doctor/addresses.policy.ts'
import { checkAuthority } from '../doctor/checks/authority.check.ts'
import { checkDiskSpace } from '../doctor/checks/disk-space.check.ts'
import { checkKeyFile } from '../doctor/checks/key-file.check.ts'
import { checkNetwork } from '../doctor/checks/network.check.ts'
import { checkPermissions } from '../doctor/checks/permissions.check.ts'
import { checkRefusedDatabase } from '../doctor/checks/refused-database.check.ts'
import { askServer } from '../doctor/dns/ask-server.adapter.ts'
import { systemResolver } from '../doctor/dns/resolver.adapter.ts'
import { createDoctor } from '../doctor/doctor.service.ts'
import { quickCheckOf } from '../doctor/machine/database-health.repository.ts'
import { lookAtDisk } from '../doctor/machine/disk.adapter.ts'
import { networkKindOf } from '../doctor/machine/disk.policy.ts'
import { lookAtFiles } from '../doctor/machine/private-files.adapter.ts'
import { systemRoute } from '../doctor/machine/route.adapter.ts'
import { createWays } from '../doctor/way/ways.adapter.ts'
import { systemClock } from '../system/clock.adapter.ts'
import { createFileLog } from '../system/log/file-log.adapter.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'

export interface RefusedAgent {
  folder: string
  version: string
  /** Why the agent could not be opened. */
  refusal: Refusal
  question: Pick<DoctorQuestion, 'directory'>
}

/** What can be looked at without the database and the keys in it, where the agent does not open because of them. */
export async function examineRefusedAgent({ folder, version, refusal, question }: RefusedAgent): Promise<DoctorReport> {
  const environment = process.env
  const clock = systemClock
  const ways = createWays({ resolver: systemResolver, environment, extraRootsPem: undefined, userAgent: `MyLZip-SSL/${version}`, clock })
  const interfaces = systemNetwork.addresses
  const around = { interfaces, route: systemRoute, resolver: systemResolver, askServer, ways, environment, clock }
  const database = join(folder, 'agent.db')
  const keyFile = join(folder, 'secrets.key')
  const wrong = { code: refusal.code, data: refusal.data }
  const checks = [
    checkRefusedDatabase(database, refusal.code.startsWith('DATABASE_') ? wrong : undefined, () => quickCheckOf(database)),
    checkKeyFile(keyFile, refusal.code === 'SECRET_UNREADABLE' ? wrong : undefined, async () => (await stat(keyFile)).size),
    checkDiskSpace(() => lookAtDisk(folder)),
    checkPermissions({
      folder,
      lookAtFiles: () => lookAtFiles(folder),
      networkKind: async () => networkKindOf((await statfs(folder)).type, folder),
      hasModes: process.platform !== 'win32',
    }),
    checkNetwork(around, false),
    ...(question.directory === undefined ? [] : [checkAuthority(around, question.directory)]),
  ]
  const addresses = outwardAddresses(interfaces()).map(({ address }) => address)
  const log = createFileLog({ folder: join(folder, 'log'), clock })
  try {
    const examine = async () => ({ checks, failures: [], dependents: [], addresses })
    return await createDoctor({ clock, timers: nodeTimers, elapsed: () => performance.now(), log, examine }).report({ names: [] })
  } finally {
    await log.close()
  }
}
