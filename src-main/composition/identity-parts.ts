import { hostname } from 'node:os'
import { hour } from '@mylzip/shared/domain/time.ts'
import { createCodeEnrolment } from '../device/code-enrolment.service.ts'
import { createDeviceEnrolment } from '../device/device-enrolment.service.ts'
import { createKeyChange } from '../device/key-change.service.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { DeviceParts } from './device-parts.ts'
import type { Foundations } from './foundations.ts'
import type { PlaceParts } from './place-parts.ts'

type Needs = Foundations & CloudParts & Pick<PlaceParts, 'identity'> & Pick<DeviceParts, 'device'>

/** How this device becomes one of a team's, stays it, and changes its key. */
export function prepareIdentity(needs: Needs) {
  const { audit, clock, cloud, db, device, deviceKey, enrolment, giveUp, identity, log, machine, options, tellIdentityChanged } = needs

  async function changed() {
    identity.now = await enrolment.current()
    const shown = await device.announced()
    tellIdentityChanged()
    return shown
  }

  const keyChange = createKeyChange({ db, clock, audit, cloud, deviceKey })
  const codeEnrolment = createCodeEnrolment({
    ...{ db, clock, log, cloud, deviceKey, machine },
    timers: nodeTimers,
    cloudUrl: options.cloudUrl,
    computerName: () =>
      hostname()
        .replace(/[^\x21-\x7e]/g, '')
        .slice(0, 63) || 'computer',
    async enrolled(approved) {
      await enrolment.save(approved)
      await changed()
    },
  })
  const ofDevice = createDeviceEnrolment({ audit, cloud, enrolment, codeEnrolment, keyChange, machine, giveUp, changed })

  /** A change that failed is not tried again at once. */
  let notBefore = 0
  async function changeKeyByItself(): Promise<void> {
    notBefore = clock.now() + hour
    await keyChange.change('agent').catch((error: unknown) => log.warn('the device’s key was not changed', { error }))
  }
  const keyTask = async () => {
    const at = await keyChange.dueAt()
    return at === undefined ? [] : [{ key: 'device-key', at: Math.max(at, notBefore), run: changeKeyByItself }]
  }
  return { codeEnrolment, ofDevice, keyTask }
}
