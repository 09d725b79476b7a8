import { join } from 'node:path'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { type AnchoredHead, createAudit } from '#main/audit/audit.service.ts'
import { loadDeviceKey } from '#main/device/device-key.service.ts'
import type { Clock } from '#main/system/clock.port.ts'
import { openDatabase } from '#main/system/database/database.adapter.ts'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'

/** What every part of the agent stands on, in a folder of its own: closed and opened again, it is the same agent restarted. */
export async function openFoundations(folder: string, clock: Clock = { now: () => Date.now() }) {
  const { db, close } = await openDatabase({ file: join(folder, 'agent.db'), now: clock.now() })
  const secrets = createKeyFileSecrets({ file: join(folder, 'secrets.key') })
  const deviceKey = await loadDeviceKey({ db, secrets }).catch(async (error: unknown) => {
    await close()
    throw error
  })
  const recorded: Activity[] = []
  let cloudHeads = async (): Promise<AnchoredHead[] | undefined> => undefined
  const audit = createAudit({
    db,
    clock,
    deviceKey,
    cloudHeads: () => cloudHeads(),
    onRecorded: (activity) => void recorded.push(activity),
  })
  return {
    db,
    close,
    clock,
    secrets,
    deviceKey,
    audit,
    recorded,
    askCloud: (ask: typeof cloudHeads) => {
      cloudHeads = ask
    },
  }
}

export type AgentFoundations = Awaited<ReturnType<typeof openFoundations>>
