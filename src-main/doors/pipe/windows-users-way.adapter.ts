import { z } from 'zod'
import { makeFolder } from '../../system/files/make-folder.adapter.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import type { UsersWay } from './users-way.port.ts'
import { usersFolderRights } from './windows-rights.policy.ts'

const Opened = z.object({ opened: z.literal(true) })

/** Files of the folder inherit its rights; the pipe is made for everybody by Node itself. Refuses with POWERSHELL_*. */
export function createWindowsUsersWay(powershell: PowerShell): UsersWay {
  const nothing = async () => undefined
  return {
    async openFolder(folder) {
      makeFolder(folder)
      await powershell.run({ script: 'door/open-folder', data: { folder, rights: usersFolderRights }, answer: Opened })
    },
    letRead: nothing,
    letConnect: nothing,
  }
}
