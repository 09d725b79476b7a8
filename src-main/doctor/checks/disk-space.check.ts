import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import { type DiskSight, judgeDisk } from '../machine/disk.policy.ts'
import { titled } from '../verdict.policy.ts'

/** Whether there is room for the next renewal, and whether it may be used. */
export function checkDiskSpace(lookAtDisk: () => Promise<DiskSight>): Check {
  return {
    id: 'disk-space',
    kind: 'disk-space',
    group: 'data',
    ...titled('check.disk-space'),
    patience: 10 * second,
    look: async () => judgeDisk(await lookAtDisk()),
  }
}
