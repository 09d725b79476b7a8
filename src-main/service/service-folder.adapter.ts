import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { serviceDataDirectory } from '../system/data-directory.policy.ts'
import { lookAtMark, marks, proofFileName, proves } from './data-folder.policy.ts'
import { noSuchKey, saidIn } from './system-answer.policy.ts'
import { windowsHost } from './windows-host.adapter.ts'
import type { WindowsHost } from './windows-host.port.ts'

/** Whether an administrator has installed the service with its data in this folder: every user may make one of its name. */
export async function isServicesFolder(folder: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return marks(folder, await windowsHost(env).call(lookAtMark))
}

/** The same. Refuses with SERVICE_NOT_SAID where that is not known: a program that takes it for no begins beside the service. */
export async function assertedServicesFolder(folder: string, host: Pick<WindowsHost, 'call'>): Promise<boolean> {
  const answer = await host.call(lookAtMark)
  if (answer.code !== 0 && answer.code !== noSuchKey)
    throw new Refusal('SERVICE_NOT_SAID', { code: answer.code, reason: saidIn(answer.said) })
  return marks(folder, answer)
}

interface Start {
  dataFolder: string
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  host?: Pick<WindowsHost, 'call'>
}

/**
 * A service that outlives its data folder, which an administrator has removed by hand, must not begin as the system on one that a
 * user has put there since. A folder that somebody chose for themselves is theirs to guard. Refuses with SERVICE_FOLDER_REPLACED.
 */
export async function refuseReplacedFolder({ dataFolder, env, host = windowsHost(env), platform }: Start): Promise<void> {
  if (platform !== 'win32' || dataFolder.toLowerCase() !== serviceDataDirectory(env).toLowerCase()) return
  const answer = await host.call(lookAtMark)
  const proof = await readFile(join(dataFolder, proofFileName), 'utf8').catch(() => '')
  if (!marks(dataFolder, answer) || !proves(proof, answer)) throw new Refusal('SERVICE_FOLDER_REPLACED', { folder: dataFolder })
}
