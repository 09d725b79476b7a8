import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { defaultKeyType } from '@mylzip/shared/domain/key-types.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { usualDirectories } from '../authorities/usual-directories.ts'
import { createDeviceCertificate } from '../certificates/device-certificate.ts'
import { usualChoicesSetting } from '../certificates/usual-choices.service.ts'
import { deviceRepository } from '../device/device.repository.ts'
import { createDeviceService } from '../device/device.service.ts'
import { lanAddressesStorage } from '../device/device.settings.ts'
import { systemNetwork } from '../device/lan-addresses.adapter.ts'
import { createLanAddresses } from '../device/lan-addresses.service.ts'
import { createNamesOfDevice } from '../device/names.service.ts'
import { createMainJob } from '../renewals/main-job.service.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'
import type { PlaceParts } from './place-parts.ts'
import type { PolicyParts } from './policy-parts.ts'
import type { RenewalParts } from './renewal-parts.ts'

/** ms that a start waits for the organisation's policy where none is known. */
const patience = 5 * second

type Needs = Foundations & CloudParts & PlaceParts & RenewalParts & { policy: PolicyParts }

/** This device, and what the product is for: the certificate of its own name. */
export function prepareDevice(needs: Needs) {
  const { announcer, audit, clock, cloud, db, enrolment, identity, log, machine, options, page, pause, policy, random } = needs
  const { keeper, renewals } = needs
  const lanAddresses = createLanAddresses({
    cloud,
    network: systemNetwork,
    storage: lanAddressesStorage(db),
    identity: enrolment.current,
    clock,
    log,
    changed: () => void device.announced().catch((error: unknown) => log.warn('a change of addresses was not announced', { error })),
  })
  const device = createDeviceService({ db, audit, announcer, lanAddresses, machine, page })
  const ensureCertificate = createDeviceCertificate({
    db,
    clock,
    audit,
    newId: randomUUID,
    defaultKeyType,
    usualKeyType: async () => (await settingsRepository(db).get(usualChoicesSetting)).keyType ?? undefined,
  })

  async function enrol(anew: boolean): Promise<string> {
    identity.now = await enrolment.ensure({ token: options.enrolmentToken, anew })
    await device.announced()
    return identity.now.name
  }

  async function ensureOwn(name: string): Promise<string> {
    const { directoryUrl, isDirectoryNamed } = options
    await policy.leaveFormer()
    // A new device's first certificate is as the organisation wants it already, if the cloud says so in time.
    if (policy.now() === undefined) await Promise.race([policy.policyTask.run(), setTimeout(patience, undefined, { ref: false })])
    const { authorities, keyType = options.keyType } = policy.now()?.rules ?? {}
    const [first, ...others] = authorities ?? (isDirectoryNamed ? [directoryUrl] : await usualDirectories(db, directoryUrl))
    const moreNames = await deviceRepository(db).moreNames()
    return ensureCertificate({ name, moreNames, directories: [first ?? directoryUrl, ...others], keyType })
  }

  const namesOfDevice = createNamesOfDevice({
    db,
    cloud,
    audit,
    renew: async (name) => renewals.start(await ensureOwn(name), 'asked', 'person'),
  })

  const mainJob = createMainJob({
    db,
    clock,
    random,
    log,
    enrol: () => enrol(false),
    enrolAnew: () => enrol(true),
    ensureCertificate: ensureOwn,
    openDevicePage: device.openPage,
    serveAgain: keeper.serveAgain,
    renewals,
    renewalHours: policy.renewalHours,
    pause,
  })
  return { device, lanAddresses, mainJob, namesOfDevice }
}

export type DeviceParts = ReturnType<typeof prepareDevice>
