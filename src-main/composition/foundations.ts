import { join } from 'node:path'
import { loadDeviceKey } from '../device/device-key.service.ts'
import { createAnnouncer } from '../state/announcer.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { createFileLog } from '../system/log/file-log.adapter.ts'
import type { Random } from '../system/random.port.ts'
import { createKeyFileSecrets } from '../system/secrets/key-file-secrets.adapter.ts'
import type { AgentOptions } from './agent-options.ts'

/** What everything else stands on. */
export async function layFoundations(options: AgentOptions, clock: Clock, database: AgentDatabase, random: Random) {
  const { folder, version } = options
  const secrets = createKeyFileSecrets({ file: join(folder, 'secrets.key') })
  const ending = new AbortController()
  let stopping = false
  return {
    options,
    clock,
    random,
    db: database.db,
    log: createFileLog({ folder: join(folder, 'log'), clock }),
    secrets,
    deviceKey: await loadDeviceKey({ db: database.db, secrets }),
    announcer: createAnnouncer(),
    userAgent: `MyLZip-SSL/${version}`,
    /** Aborts what still waits for the network when the agent has ended. */
    ending,
    stopping: () => stopping,
    stop() {
      stopping = true
    },
  }
}

export type Foundations = Awaited<ReturnType<typeof layFoundations>>
