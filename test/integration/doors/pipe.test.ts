import { spawnSync } from 'node:child_process'
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { PipeDoor } from '#main/doors/doors.port.ts'
import { publishDoor } from '#main/doors/pipe/door-file.adapter.ts'
import { connectToAgent } from '#main/doors/pipe/pipe-client.ts'
import { openPipeDoor } from '#main/doors/pipe/pipe-door.adapter.ts'
import { choosePipePlace } from '#main/doors/pipe/pipe-place.adapter.ts'
import { createAgentDouble, snapshot } from '../../support/agent-services.ts'
import { random, routerOf } from '../../support/doors.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let folder: { path: string; remove(): Promise<void> }
let doors: PipeDoor[]

beforeEach(async () => {
  folder = await temporaryFolder()
  doors = []
})
afterEach(async () => {
  for (const door of doors) await door.close()
  await folder.remove()
})

const log = createSilentLog()
async function open(path = folder.path) {
  const door = await openPipeDoor({ router: routerOf(createAgentDouble()), folder: path, random, log })
  doors.push(door)
  return door
}

async function ask(path = folder.path) {
  const connection = await connectToAgent(path)
  try {
    return await connection.client.state.get()
  } finally {
    connection.close()
  }
}

const published = async () => JSON.parse(await readFile(join(folder.path, 'agent-door.json'), 'utf8')) as { path: string; secret: string }
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

test('a program of this machine finds the agent by its data folder', async () => {
  const door = await open()
  expect(await published()).toEqual({ path: door.path, secret: expect.stringMatching(/^[\w-]{43}$/), folder: expect.any(String) })
  expect(await ask()).toEqual(snapshot)
})

test('a copy of its data folder leads nobody to it: what is asked of the copy is not done on the original', async () => {
  await open()
  const copy = await temporaryFolder()
  onTestFinished(copy.remove)
  await cp(folder.path, copy.path, { recursive: true, filter: async (path) => !(await stat(path)).isSocket() })
  await expect(ask(copy.path)).rejects.toMatchObject({ code: 'AGENT_NOT_RUNNING' })
  expect(await ask()).toEqual(snapshot)
})

test('only the owner can read the secret and reach the socket', async () => {
  const door = await open()
  expect(await modeOf(join(folder.path, 'agent-door.json'))).toBe('600')
  expect(await modeOf(door.path)).toBe('600')
  expect(JSON.stringify(log.lines)).not.toContain((await published()).secret)
})

test('the secret is another one at every start', async () => {
  const first = await open().then(published)
  await doors.pop()?.close()
  await open()
  expect((await published()).secret).not.toBe(first.secret)
})

test('a data folder that lies too deep for a socket gets a private place, which goes with the agent', async () => {
  const deep = join(folder.path, 'x'.repeat(120))
  await mkdir(deep)
  const door = await open(deep)
  expect(dirname(door.path)).not.toBe(deep)
  expect(await modeOf(dirname(door.path))).toBe('700')
  expect(await ask(deep)).toEqual(snapshot)
  await doors.pop()?.close()
  await expect(stat(dirname(door.path))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('an agent that was killed does not keep the next one from opening', async () => {
  // A socket that nobody listens at any more: its process was killed before it could clear up.
  const script = `require('node:net').createServer().listen(${JSON.stringify(join(folder.path, 'agent.sock'))}, () => process.kill(process.pid, 'SIGKILL'))`
  expect(spawnSync(process.execPath, ['-e', script]).signal).toBe('SIGKILL')
  await open()
  expect(await ask()).toEqual(snapshot)
})

test('something else in the socket’s place is not removed', async () => {
  await writeFile(join(folder.path, 'agent.sock'), 'precious')
  await expect(open()).rejects.toMatchObject({ code: 'DATA_FOLDER_UNWRITABLE' })
  expect(await readFile(join(folder.path, 'agent.sock'), 'utf8')).toBe('precious')
})

test('a data folder that cannot be one is named', async () => {
  const path = join(folder.path, 'file')
  await writeFile(path, '')
  await expect(open(path)).rejects.toMatchObject({ code: 'DATA_FOLDER_UNWRITABLE' })
})

test('closing leaves nothing behind', async () => {
  await open()
  await doors.pop()?.close()
  expect(await readdir(folder.path)).toEqual([])
})

test('without an agent the caller is told so', async () => {
  await expect(ask()).rejects.toMatchObject({ code: 'AGENT_NOT_RUNNING', data: { folder: folder.path } })
  await writeFile(join(folder.path, 'agent-door.json'), '{"path":')
  await expect(ask()).rejects.toMatchObject({ code: 'AGENT_NOT_RUNNING' })
  await writeFile(join(folder.path, 'agent-door.json'), JSON.stringify({ path: join(folder.path, 'agent.sock'), secret: 'x'.repeat(43) }))
  await expect(ask()).rejects.toMatchObject({ code: 'AGENT_NOT_RUNNING' })
})

test('a program that watches learns that the agent has ended', async () => {
  await open()
  const connection = await connectToAgent(folder.path)
  const events = await connection.client.state.watch()
  await events.next()
  const next = events.next()
  await Promise.all([expect(next).rejects.toMatchObject({ code: 'AGENT_NOT_RUNNING' }), doors.pop()?.close()])
  await expect(connection.client.state.get()).rejects.toMatchObject({ code: 'AGENT_NOT_RUNNING' })
  connection.close()
})

test('a program that has taken the agent’s place is not believed, and does not learn the secret', async () => {
  const secret = 'S'.repeat(43)
  const seen: string[] = []
  const path = join(folder.path, 'squatter.sock')
  const squatter: Server = createServer((request, response) => {
    seen.push(JSON.stringify(request.headers))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ json: snapshot }))
  }).listen(path)
  await publishDoor(folder.path, { path, secret })
  try {
    await expect(ask()).rejects.toMatchObject({ code: 'AGENT_NOT_RUNNING' })
    expect(seen).toHaveLength(1)
    expect(seen.join()).not.toContain(secret)
  } finally {
    squatter.closeAllConnections()
    await new Promise((resolve) => squatter.close(resolve))
  }
})

test('on Windows the pipe has a name that nobody can foresee', async () => {
  const names = [await choosePipePlace('C:\\Data', random, 'win32'), await choosePipePlace('C:\\Data', random, 'win32')]
  expect(new Set(names).size).toBe(2)
  for (const name of names) expect(name).toMatch(/^\\\\\.\\pipe\\mylzip-ssl-[0-9a-f]{32}$/)
})
