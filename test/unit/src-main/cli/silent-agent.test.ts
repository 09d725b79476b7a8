import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runningAgent } from '#main/cli/session/reach-agent.ts'
import { publishDoor } from '#main/doors/pipe/door-file.adapter.ts'
import { writeHolder } from '#main/system/lock/lock-holder.adapter.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const server = `require('node:http').createServer((_, response) => response.writeHead(401).end())
  .listen(process.argv[1], () => process.send('listens'))`

/** Windows stops no process from outside. */
describe.skipIf(process.platform === 'win32')('a program that is frozen', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let program: ChildProcess
  beforeAll(async () => {
    folder = await temporaryFolder()
    const path = join(folder.path, 'agent.sock')
    program = spawn(process.execPath, ['-e', server, path], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    await once(program, 'message')
    await publishDoor(folder.path, { path, secret: 's'.repeat(43) })
    await writeHolder(folder.path, { pid: program.pid ?? 0, mode: 'browser', since: '2026-11-26T08:00:00.000Z' })
  })
  afterAll(async () => {
    program.kill('SIGKILL')
    await folder.remove()
  })

  it('is not waited for: the command says which process it is', async () => {
    program.kill('SIGSTOP')
    const refusal = await runningAgent(folder.path, 500).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'AGENT_SILENT', data: { pid: program.pid, mode: 'browser' } })
  })

  it('is asked again once it goes on', async () => {
    program.kill('SIGCONT')
    const agent = await runningAgent(folder.path, 5_000)
    expect(agent?.alone).toBe(false)
    await agent?.close()
  })

  it('is not there any more when it has ended', async () => {
    program.kill('SIGKILL')
    await once(program, 'exit')
    expect(await runningAgent(folder.path, 5_000)).toBeUndefined()
  })
})
