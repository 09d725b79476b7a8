import { chmod, chown, lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { asDiskRefusal } from '../../system/files/disk-refusal.policy.ts'
import { makeFolder } from '../../system/files/make-folder.adapter.ts'
import type { UsersWay } from './users-way.port.ts'

/**
 * Who may come is a group: the one that the folder had when the service found it, given by whoever installed it. Without one it
 * is the group of the service's own account.
 */
export const posixUsersWay: UsersWay = {
  async openFolder(folder) {
    try {
      makeFolder(folder)
      await refuseForeign(folder)
      await chmod(folder, 0o750)
    } catch (error) {
      throw asDiskRefusal(error, folder) ?? error
    }
  },
  letRead: (file) => giveToGroup(file, dirname(file), 0o640),
  async letConnect(pipe, folder) {
    await giveToGroup(pipe, folder, 0o660)
    // A place of its own, where the folder lies too deep for a socket.
    if (dirname(pipe) !== folder) await giveToGroup(dirname(pipe), folder, 0o710)
  },
}

async function refuseForeign(folder: string): Promise<void> {
  const found = await lstat(folder)
  if (found.isSymbolicLink()) throw new Refusal('DATA_FOLDER_NOT_PRIVATE', { folder, reason: 'it is a link to another place' })
  if (found.uid !== process.getuid?.()) throw new Refusal('DATA_FOLDER_NOT_PRIVATE', { folder, reason: 'it belongs to another user' })
}

/** The group first: until then nobody but the owner has any right that could go to the wrong one. */
async function giveToGroup(path: string, like: string, mode: number): Promise<void> {
  const { uid, gid } = await lstat(like)
  await chown(path, uid, gid)
  await chmod(path, mode)
}
