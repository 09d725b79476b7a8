import { statfs } from 'node:fs/promises'
import type { Check } from './check.port.ts'
import { checkDiskSpace } from './checks/disk-space.check.ts'
import { checkPermissions } from './checks/permissions.check.ts'
import { lookAtDisk } from './machine/disk.adapter.ts'
import { networkKindOf } from './machine/disk.policy.ts'
import { lookAtFiles } from './machine/private-files.adapter.ts'

/** What can be looked at of the data folder, whether the agent opens or not. */
export function folderChecks(folder: string): Check[] {
  return [
    checkDiskSpace(() => lookAtDisk(folder)),
    checkPermissions({
      folder,
      lookAtFiles: () => lookAtFiles(folder),
      networkKind: async () => networkKindOf((await statfs(folder)).type, folder),
      hasModes: process.platform !== 'win32',
    }),
  ]
}
