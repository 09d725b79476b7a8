import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { restoredSetting } from '../backup/restore/restored.setting.ts'
import { loadDeviceKey } from '../device/device-key.service.ts'
import { systemMachine } from '../device/machine.adapter.ts'
import { createMachine } from '../device/machine.service.ts'
import { keptProxy } from '../proxy/kept-proxy.ts'
import { createAnnouncer } from '../state/announcer.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { createFileLog } from '../system/log/file-log.adapter.ts'
import { createProxyInUse } from '../system/network/proxy-in-use.ts'
import type { Random } from '../system/random.port.ts'
import { createKeyFileSecrets } from '../system/secrets/key-file-secrets.adapter.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import type { AgentOptions } from './agent-options.ts'
import { windowsParts } from './windows-parts.ts'

/** What everything else stands on. */
export async function layFoundations(options: AgentOptions, clock: Clock, database: AgentDatabase, random: Random) {
  const { folder, mode, powershell, version } = options
  const windows = windowsParts(folder, { isService: mode === 'service', powershell })
  const secrets = createKeyFileSecrets({ file: join(folder, 'secrets.key'), locks: [options.keyLock ?? [], windows?.keyLock ?? []].flat() })
  const ending = new AbortController()
  let stopping = false
  const deviceKey = await loadDeviceKey({ db: database.db, secrets })
  const machine = createMachine({ db: database.db, ask: options.machine ?? systemMachine, random: randomBytes, instance: randomUUID() })
  // The first start after a restore: whoever restored it here has moved the device.
  await machine.settle((await settingsRepository(database.db).get(restoredSetting)) !== null)
  return {
    options,
    clock,
    random,
    db: database.db,
    log: createFileLog({ folder: join(folder, 'log'), clock }),
    secrets,
    /** By which this device’s connections are led: what its administrators have set, else what was chosen here. */
    proxy: createProxyInUse(process.env, options.proxy ?? (await keptProxy(database.db, secrets))),
    /** Undefined where there is no Windows. */
    powershell: windows?.powershell,
    deviceKey,
    machine,
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
