import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll } from 'vitest'
import type { Log } from '#cloud/plugins/log.port.ts'
import { type PracticeAddresses, startStack } from '#cloud/practice/stack.ts'
import { builtTemplate } from './practice-process.ts'
import { createSilentLog } from './silent-log.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface TestStack extends PracticeAddresses {
  /** Orders that the CA has been asked for, whatever became of them. */
  orders(): number
  stop(): Promise<void>
}

/** The whole practice stack in this process, in the folder given. */
export async function startTestStack(folder: string, log: Log = createSilentLog(), dnsPort?: number): Promise<TestStack> {
  const data = join(folder, 'practice')
  mkdirSync(data, { recursive: true })
  const stack = await startStack({ data, dnsPort, template: builtTemplate, http01Port: 5002 }, {}, log)
  return {
    ...stack.addresses,
    orders: () => countOrders(join(data, 'authority', 'authority.db')),
    stop: () => stack.close(),
  }
}

function countOrders(file: string): number {
  const database = new Database(file, { readonly: true })
  try {
    return (database.prepare('SELECT count(*) AS orders FROM orders').get() as { orders: number }).orders
  } finally {
    database.close()
  }
}

/** One practice stack for the tests of a file or a `describe`, in a folder where they keep their devices too. */
export function practiceForTests() {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let stack: TestStack
  beforeAll(async () => {
    folder = await temporaryFolder()
    stack = await startTestStack(folder.path)
  })
  afterAll(async () => {
    await stack.stop()
    await folder.remove()
  })
  return {
    get stack() {
      return stack
    },
    get folder() {
      return folder.path
    },
  }
}

/** What the launcher would hand to the agent. */
export function agentArguments(stack: PracticeAddresses, folder: string, ...more: string[]): string[] {
  const { cloudUrl, directoryUrl, caRootFile, enrolmentTokenFile } = stack
  const addresses = [
    '--cloud',
    cloudUrl,
    '--directory',
    directoryUrl,
    '--ca-root',
    caRootFile,
    '--enrolment-token-file',
    enrolmentTokenFile,
  ]
  return ['--data', join(folder, 'agent'), ...addresses, '--practice', ...more]
}
