import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Device } from '@mylzip/shared/operations/values.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { DevicePage } from '../deploy-targets/device-page/device-page.port.ts'
import type { Announcer } from '../state/announcer.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import { deviceRepository } from './device.repository.ts'
import { devicePageSetting } from './device.settings.ts'
import type { LanAddresses } from './lan-addresses.port.ts'
import type { Machine } from './machine.service.ts'

interface Needs {
  db: AgentDatabase['db']
  audit: Pick<AuditService, 'recordAlone'>
  announcer: Announcer
  lanAddresses: LanAddresses
  machine: Pick<Machine, 'isCopy'>
  page: DevicePage
}

/** This device as callers see it, and the two choices its person has: LAN addresses in DNS, and who may see its page. */
export function createDeviceService({ db, audit, announcer, lanAddresses, machine, page }: Needs) {
  const devices = deviceRepository(db)
  const settings = settingsRepository(db)

  async function find(): Promise<Device | null> {
    const identity = await devices.identity()
    if (!identity) return null
    const { deviceId, name, team, cloudUrl, enrolledAt } = identity
    const { openToLan } = await settings.get(devicePageSetting)
    const address = page.address()
    return {
      deviceId,
      name,
      team,
      cloud: cloudUrl,
      enrolledAt: toTimestamp(enrolledAt),
      lanAddresses: await lanAddresses.view(),
      devicePage: address ? { url: `https://${name}:${address.port}/`, openToLan } : null,
      ...(machine.isCopy() && { isCopy: true }),
    }
  }

  async function announced(): Promise<Device> {
    const device = await find()
    if (!device) throw new Refusal('NOT_ENROLLED')
    announcer.announce({ type: 'device', device })
    return device
  }

  async function listen(openToLan: boolean): Promise<void> {
    const { port } = await page.listen({ openToLan })
    const { port: first } = await settings.get(devicePageSetting)
    // Once taken by another program for a while, the port that bookmarks know is tried again at the next start.
    await settings.set(devicePageSetting, { openToLan, port: first ?? port })
  }

  return {
    find,
    announced,
    /** At the start: listens as the person last chose, on the port of last time when it is free. */
    async openPage(): Promise<void> {
      await listen((await settings.get(devicePageSetting)).openToLan)
      await announced()
    },

    async publishLanAddresses(publish: boolean, by = 'person'): Promise<Device> {
      const { name } = await announced()
      await audit.recordAlone({ actor: by, action: publish ? 'lan-consent-given' : 'lan-consent-withdrawn', subject: name })
      await lanAddresses.setConsent(publish).catch(async (error: unknown) => {
        await announced()
        throw error
      })
      return announced()
    },

    async openDevicePage(openToLan: boolean): Promise<Device> {
      const { name } = await announced()
      await listen(openToLan)
      await audit.recordAlone({
        actor: 'person',
        action: openToLan ? 'device-page-opened-to-lan' : 'device-page-closed-to-lan',
        subject: name,
      })
      return announced()
    },
  }
}

export type DeviceService = ReturnType<typeof createDeviceService>
