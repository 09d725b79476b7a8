import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PipeDoor } from '#main/doors/doors.port.ts'
import { openPipeDoor } from '#main/doors/pipe/pipe-door.adapter.ts'
import { certificate, createAgentDouble } from '../../../support/agent-services.ts'
import { random, routerOf } from '../../../support/doors.ts'
import { createSilentLog } from '../../../support/silent-log.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { typed } from './command-lines.ts'

const [name = ''] = certificate.names
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let door: PipeDoor
let isExportable = true
const agent = createAgentDouble({ certificates: { list: async () => [{ ...certificate, exportable: isExportable }] } })

beforeAll(async () => {
  folder = await temporaryFolder()
  door = await openPipeDoor({ router: routerOf(agent), folder: folder.path, random, log: createSilentLog() })
})
beforeEach(() => {
  isExportable = true
  agent.calls.length = 0
})
afterAll(async () => {
  await door.close()
  await folder.remove()
})

const configure = (...args: string[]) => typed('configure', name, ...args, '--json', '--data', folder.path)

describe('keys that are no longer to be given out', () => {
  it('are not destroyed unless that is confirmed', async () => {
    const { exitCode, stdout } = await configure('--no-exportable')
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'CONFIRMATION_NEEDED' } })
    expect(exitCode).toBe(2)
    expect(agent.calls).not.toContain('certificates.configure')
  })

  it('are destroyed when a script says that it is meant', async () => {
    expect((await configure('--no-exportable', '--yes')).exitCode).toBe(0)
    expect(agent.calls).toContain('certificates.configure')
  })

  it('are not asked about again', async () => {
    isExportable = false
    expect((await configure('--no-exportable')).exitCode).toBe(0)
  })

  it('stay, and nothing is asked, with any other choice', async () => {
    for (const choice of [['--exportable'], ['--key', 'new'], ['--no-profile']]) expect((await configure(...choice)).exitCode).toBe(0)
  })
})
