import type { Log } from '../../system/log/log.port.ts'
import { posixUsersWay } from './posix-users-way.adapter.ts'
import type { UsersWay } from './users-way.port.ts'

/**
 * How this system lets its people up to a service's door. Undefined where that is not known how: then the door stays with the
 * service's account and the administrators, which keeps people out, and nobody in who should not be.
 */
export function usersWayOn(platform: NodeJS.Platform, log: Log): UsersWay | undefined {
  if (platform !== 'win32') return posixUsersWay
  log.warn('The service’s door is for administrators alone: how the people of this machine are let in is not known here')
  return undefined
}
