import { createHmac } from 'node:crypto'

/** What the cloud hears of a machine: it tells it from others, for this device alone, and leads back to nothing. */
export function machineMark(machine: string, salt: string): string {
  return createHmac('sha256', Buffer.from(salt, 'base64url')).update(machine).digest('base64url')
}
