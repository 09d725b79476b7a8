import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { Operation } from '@mylzip/shared/cloud-api/ssl.ts'
import type { PracticeAddresses } from '#cloud/practice/stack.ts'
import { clientWith } from './cloud-person.ts'

/** What an administrator's program has: the practice team's API token. */
export function controlPlane({ cloudUrl, apiTokenFile }: Pick<PracticeAddresses, 'cloudUrl' | 'apiTokenFile'>): CloudClient {
  return clientWith(cloudUrl, { authorization: `Bearer ${readFileSync(apiTokenFile, 'utf8').trim()}` })
}

/** ms. A token may make 120 calls a minute, and these tests share one. */
export const usual = 400

/** Looks at the operation until it is in one of these states; answers it, and the progress seen on the way. */
export async function untilState(api: CloudClient, operationId: string, states: readonly Operation['state'][], pauseMs = usual) {
  const steps = new Set<string>()
  for (let tries = 0; tries < 20_000 / pauseMs; tries++) {
    const operation = await api.ssl.operation({ operationId })
    if (operation.progress) steps.add(operation.progress.step)
    if (states.includes(operation.state)) return { operation, steps: [...steps] }
    await pause(pauseMs)
  }
  throw new Error(`the operation is ${JSON.stringify(await api.ssl.operation({ operationId }))}`)
}
