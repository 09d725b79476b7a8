import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/** In the service’s data folder: a token that waits for this device to be enrolled by it. */
export const tokenFileName = 'enrolment-token'

/** It has done what it was for, and may enrol others. */
export async function forgetToken(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, tokenFileName), { force: true })
}
