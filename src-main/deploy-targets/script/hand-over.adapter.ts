import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { exportBundle } from '../../certificates/export/export-bundle.ts'
import { oneTimePassword } from '../../certificates/export/one-time-password.policy.ts'
import type { KeyAndChain } from '../../stores/store.port.ts'
import { writeNewFile } from '../../system/files/atomic-file.adapter.ts'
import { asDiskRefusal } from '../../system/files/disk-refusal.policy.ts'
import { ensurePrivateFolder } from '../../system/files/private-folder.adapter.ts'
import type { PowerShell } from '../../system/powershell/powershell.port.ts'
import type { RandomBytes } from '../../system/random.port.ts'
import type { HandedOver } from './script-environment.policy.ts'

/** Hands key and chain to a program by files that only the agent's own identity can read, for as long as `work` takes. */
export type HandOver = <T>(bundle: KeyAndChain, work: (files: HandedOver) => Promise<T>) => Promise<T>

export interface HandOverNeeds {
  /** A folder of the agent's, for this alone: what a killed process left there is taken away. */
  folder: string
  powershell: PowerShell | undefined
  random: RandomBytes
}

const closed = z.object({ closed: z.literal(true) })

export function createHandOver({ folder, powershell, random }: HandOverNeeds): HandOver {
  let ready: Promise<void> | undefined

  async function prepare(): Promise<void> {
    await rm(folder, { recursive: true, force: true })
    await ensurePrivateFolder(folder)
    // A folder of Windows has the rights of the one above it until it is told otherwise.
    await powershell?.run({ script: 'secrets/close-folder', data: { folder }, answer: closed })
  }

  return async (bundle, work) => {
    ready ??= prepare()
    await ready.catch((error: unknown) => {
      ready = undefined
      throw error
    })
    const own = join(folder, randomUUID())
    try {
      return await work(await write(own, bundle, random))
    } catch (error) {
      throw asDiskRefusal(error, folder) ?? error
    } finally {
      await rm(own, { recursive: true, force: true }).catch(() => undefined)
    }
  }
}

async function write(folder: string, bundle: KeyAndChain, random: RandomBytes): Promise<HandedOver> {
  await mkdir(folder, { mode: 0o700 })
  const password = oneTimePassword(random)
  const file = async (name: string, bytes: Uint8Array | string) => {
    await writeNewFile(join(folder, name), bytes, 0o600)
    return join(folder, name)
  }
  const pem = async (format: 'pem-fullchain' | 'pem-certificate' | 'pem-chain' | 'pem-key') =>
    (await exportBundle(bundle, { format }, random)).bytes
  return {
    fullchain: await file('fullchain.pem', await pem('pem-fullchain')),
    certificate: await file('certificate.pem', await pem('pem-certificate')),
    chain: await file('chain.pem', await pem('pem-chain')),
    key: await file('key.pem', await pem('pem-key')),
    pfx: await file('certificate.pfx', (await exportBundle(bundle, { format: 'pfx', password }, random)).bytes),
    pfxPassword: await file('pfx-password.txt', password),
  }
}
