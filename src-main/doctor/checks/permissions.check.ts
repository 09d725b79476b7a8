import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import { type FileSight, judgePrivacy } from '../machine/private-files.policy.ts'
import { skipped } from '../verdict.policy.ts'

export interface PrivateFolder {
  folder: string
  lookAtFiles(): Promise<FileSight[]>
  networkKind(): Promise<string | undefined>
  /** Windows has no modes: a folder below the profile is its user’s own. */
  hasModes: boolean
}

/** Whether the data folder is kept from others, and lies where locks and syncs can be relied on. */
export function checkPermissions({ folder, lookAtFiles, networkKind, hasModes }: PrivateFolder): Check {
  return {
    id: 'permissions',
    kind: 'permissions',
    group: 'data',
    title: 'Nobody else can read the data folder.',
    patience: 15 * second,
    async look() {
      if (!hasModes) return skipped('Rights on this system follow from the folder above, which only its user can enter.')
      return judgePrivacy({ folder, files: await lookAtFiles(), networkKind: await networkKind() })
    },
  }
}
