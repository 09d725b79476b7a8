import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import { type FileSight, judgePrivacy } from '../machine/private-files.policy.ts'
import { skipped, titled } from '../verdict.policy.ts'

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
    ...titled('check.permissions'),
    patience: 15 * second,
    async look() {
      if (!hasModes) return skipped(saying('found.permissions-inherited'))
      return judgePrivacy({ folder, files: await lookAtFiles(), networkKind: await networkKind() })
    },
  }
}
