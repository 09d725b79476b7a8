import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { Operation } from '@mylzip/shared/cloud-api/ssl.ts'
import { afterAll, beforeAll } from 'vitest'
import type { PracticeAddresses } from '#cloud/practice/stack.ts'
import { clientWith } from './cloud-person.ts'
import { practiceForTests } from './practice-stack.ts'
import { type RunningAgent, startRunningAgent } from './running-agent.ts'

/** What an administrator's program has: the practice team's API token. */
export function controlPlane({ cloudUrl, apiTokenFile }: Pick<PracticeAddresses, 'cloudUrl' | 'apiTokenFile'>): CloudClient {
  return clientWith(cloudUrl, { authorization: `Bearer ${readFileSync(apiTokenFile, 'utf8').trim()}` })
}

/** ms. A token may make 120 calls a minute, and the tests of a file share one. */
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

/** A practice stack with a real agent in a process of its own, and the control plane; a stack for each: one device may ask only so much a minute. */
export function commandedDevice() {
  const practice = practiceForTests()
  let agent: RunningAgent
  let api: CloudClient
  let deviceId: string
  const start = () => startRunningAgent(practice.stack, join(practice.folder, 'commanded'), '--key-type', 'p-256')
  beforeAll(async () => {
    agent = await start()
    api = controlPlane(practice.stack)
    deviceId = (await agent.client.state.get()).device?.deviceId ?? ''
  })
  afterAll(() => agent?.stop())
  return {
    get api() {
      return api
    },
    get deviceId() {
      return deviceId
    },
    status: () => api.ssl.deviceStatus({ deviceId }),
    orders: () => practice.stack.orders(),
    done: async (operationId: string) => (await untilState(api, operationId, ['succeeded', 'failed'])).operation,
    stop: () => agent.stop(),
    kill: () => agent.kill(),
    start: async () => {
      agent = await start()
    },
  }
}
