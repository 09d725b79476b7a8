import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { EnrolmentView } from '@mylzip/shared/operations/device.ts'
import type { Device } from '@mylzip/shared/operations/values.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { CodeEnrolment, Wish } from './code-enrolment.service.ts'
import type { Enrolment } from './enrolment.service.ts'
import type { KeyChange } from './key-change.service.ts'
import type { Machine } from './machine.service.ts'

interface Needs {
  audit: Pick<AuditService, 'recordAlone'>
  cloud: Pick<CloudClient, 'devices'>
  enrolment: Enrolment
  codeEnrolment: CodeEnrolment
  keyChange: KeyChange
  machine: Pick<Machine, 'isCopy' | 'keep'>
  giveUp(): Promise<void>
  /** After this device has become another, or one at all: answers it as callers see it. */
  changed(): Promise<Device>
}

/** What a person does about whose device this is. */
export function createDeviceEnrolment({ audit, cloud, enrolment, codeEnrolment, keyChange, machine, giveUp, changed }: Needs) {
  /** A device that its cloud has released, or takes for a copy, may enrol again. Refuses with ENROLLED_ALREADY. */
  async function refuseEnrolled(): Promise<void> {
    const known = await enrolment.current()
    if (known === undefined || machine.isCopy()) return
    const isKnown = await cloud.devices.auditHeads().then(
      () => true,
      (error: unknown) => !isRefusal(error, 'DEVICE_UNKNOWN', 'DEVICE_CLONED'),
    )
    if (isKnown) throw new Refusal('ENROLLED_ALREADY', { name: known.name })
  }

  return {
    enrolment: (): Promise<EnrolmentView> => codeEnrolment.view(),
    async enrolByCode(wish: Wish): Promise<EnrolmentView> {
      await refuseEnrolled()
      if (machine.isCopy()) await giveUp()
      return codeEnrolment.begin(wish)
    },
    async enrolByToken({ token, ...wish }: Wish & { token: string }): Promise<Device> {
      await refuseEnrolled()
      await enrolment.ensure({ token, anew: true, ...wish })
      return changed()
    },
    async keep(): Promise<Device> {
      const known = await enrolment.current()
      if (known === undefined) throw new Refusal('NOT_ENROLLED')
      await machine.keep()
      await audit.recordAlone({ actor: 'administrator', action: 'device-kept', subject: known.name })
      return changed()
    },
    changeKey: () => keyChange.change('administrator'),
  }
}

export type DeviceEnrolment = ReturnType<typeof createDeviceEnrolment>
