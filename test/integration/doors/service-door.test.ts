import { spawn, spawnSync } from 'node:child_process'
import { chmod, chown, cp, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { PipeDoor } from '#main/doors/doors.port.ts'
import { publishDoor, readDoor, usersFolderOf } from '#main/doors/pipe/door-file.adapter.ts'
import { connectToAgent } from '#main/doors/pipe/pipe-client.ts'
import { openPipeDoor } from '#main/doors/pipe/pipe-door.adapter.ts'
import { posixUsersWay } from '#main/doors/pipe/posix-users-way.adapter.ts'
import { agentHeader, prove } from '#main/doors/pipe/proofs.ts'
import { createAgentDouble, snapshot } from '../../support/agent-services.ts'
import { type Ended, mylzip } from '../../support/command-line.ts'
import { random, routerOf } from '../../support/doors.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Ids that belong to nobody: one who signs in at the machine, the group of all who do, and one who is in another. */
const [person, people, others] = [61_001, 61_002, 61_003]

let base: Awaited<ReturnType<typeof temporaryFolder>>
let folder: string
let door: PipeDoor | undefined
const log = createSilentLog()

beforeEach(async () => {
  base = await temporaryFolder()
  await chmod(base.path, 0o755)
  folder = join(base.path, 'agent')
  await mkdir(folder, { mode: 0o700 })
})
afterEach(async () => {
  await door?.close()
  door = undefined
  await base.remove()
})

async function open(data = folder) {
  door = await openPipeDoor({ router: routerOf(createAgentDouble()), folder: data, users: posixUsersWay, random, log })
  return door
}

const usersFolder = (data = folder) => `${data}-door`
const published = async (place: string) =>
  JSON.parse(await readFile(join(place, 'agent-door.json'), 'utf8')) as { path: string; secret: string }
const secretIn = async (place: string) => (await published(place)).secret
const usersPipe = async (data = folder) => (await published(usersFolder(data))).path
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

test('there are two secrets, each for whoever can read its file, and none of them is the other start’s', async () => {
  await open()
  const first = [await secretIn(folder), await secretIn(usersFolder())]
  expect(await modeOf(join(folder, 'agent-door.json'))).toBe('600')
  expect(await modeOf(join(usersFolder(), 'agent-door.json'))).toBe('640')
  expect(await modeOf(usersFolder())).toBe('750')
  expect(await modeOf(await usersPipe())).toBe('660')
  expect(await modeOf(door?.path ?? '')).toBe('600')
  await door?.close()
  await open()
  const all = [...first, await secretIn(folder), await secretIn(usersFolder())]
  expect(new Set(all).size).toBe(4)
  for (const secret of all) expect(JSON.stringify(log.lines)).not.toContain(secret)
})

test('whoever can read both files uses the better one', async () => {
  await open()
  expect((await readDoor(folder))?.secret).toBe(await secretIn(folder))
})

test('the service proves itself with the secret that the caller has: the one for everybody makes nobody an administrator’s agent', async () => {
  await open()
  const everybodys = await secretIn(usersFolder())
  // Somebody who knows only the secret for everybody answers at the pipe of an administrator's file.
  const impostor = createServer((request, response) => {
    response.setHeader(agentHeader, prove(everybodys, 'agent', String(request.headers['x-mylzip-nonce'])))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ json: snapshot }))
  }).listen(join(base.path, 'impostor.sock'))
  onTestFinished(() => void impostor.close())
  const file = join(folder, 'agent-door.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace(door?.path ?? '', join(base.path, 'impostor.sock')))
  const { client, close } = await connectToAgent(folder)
  await expect(client.state.get()).rejects.toMatchObject({ code: 'AGENT_NOT_RUNNING' })
  close()
})

test('closing leaves nobody a file or a socket; a killed service’s are cleared by the next start, also by one that is no service', async () => {
  await open()
  await door?.close()
  expect(await readdir(folder)).toEqual([])
  expect(await readdir(usersFolder())).toEqual([])
  await writeFile(join(usersFolder(), 'agent-door.json'), '{}')
  door = await openPipeDoor({ router: routerOf(createAgentDouble()), folder, random, log })
  expect(await readdir(usersFolder())).toEqual([])
})

test('a copy of what everybody may read leads nobody to it', async () => {
  await open()
  const copy = join(base.path, 'copy')
  await mkdir(copy, { mode: 0o700 })
  await cp(usersFolder(), usersFolder(copy), { recursive: true, filter: async (path) => !(await stat(path)).isSocket() })
  expect(await readDoor(copy)).toBeUndefined()
})

test('on Windows the place for everybody lies in the data folder, where nobody else can make one', () => {
  expect(usersFolderOf('C:\\ProgramData\\mylzip-ssl', 'win32')).toBe('C:\\ProgramData\\mylzip-ssl\\door')
})

test('everybody’s secret opens nothing at the administrators’ pipe', async () => {
  await open()
  const [own, theirs] = [await published(folder), await published(usersFolder())]
  expect(own.path).not.toBe(theirs.path)
  await publishDoor(folder, { path: own.path, secret: theirs.secret })
  const { client, close } = await connectToAgent(folder)
  await expect(client.state.get()).rejects.toMatchObject({ code: 'AGENT_NOT_RUNNING' })
  close()
})

test('a place for everybody that is a link is not followed; administrators get in', async () => {
  await mkdir(join(base.path, 'elsewhere'))
  await symlink(join(base.path, 'elsewhere'), usersFolder())
  await open()
  expect(await readdir(join(base.path, 'elsewhere'))).toEqual([])
  expect(log.lines.at(-2)).toMatchObject({ level: 'warn' })
  const { client, close } = await connectToAgent(folder)
  expect(await client.state.get()).toEqual(snapshot)
  close()
})

test('a data folder too deep for a socket lets its people in at the place it gets', async () => {
  const deep = join(folder, 'x'.repeat(120))
  await mkdir(deep)
  await open(deep)
  expect(await modeOf(dirname(await usersPipe(deep)))).toBe('710')
  expect(await modeOf(await usersPipe(deep))).toBe('660')
  expect(await modeOf(dirname(door?.path ?? ''))).toBe('700')
})

const isRoot = process.getuid?.() === 0

describe.skipIf(!isRoot)('other accounts of the machine (needs root to be them)', () => {
  test('a door beside the data folder that another account has made leads nobody astray', async () => {
    await mkdir(usersFolder())
    await writeFile(join(usersFolder(), 'agent-door.json'), '{}')
    await chown(usersFolder(), person, people)
    await open()
    expect((await readDoor(folder))?.secret).toBe(await secretIn(folder))
    await door?.close()
    door = undefined
    expect(await readDoor(folder)).toBeUndefined()
    expect(await readFile(join(usersFolder(), 'agent-door.json'), 'utf8')).toBe('{}')
  })

  function as(gid: number, ...args: string[]): Promise<Ended & { code: unknown }> {
    return ask(gid, [mylzip, ...args, '--json', '--data', folder])
  }
  const canRun = spawnSync(process.execPath, [mylzip, '--version'], { uid: person, gid: people, cwd: '/' }).status === 0

  describe.skipIf(!canRun)('asking with the command line (needs the build where others can read it)', () => {
    beforeEach(async () => {
      await mkdir(usersFolder())
      await chown(usersFolder(), 0, people)
      await open()
    })

    test('one of the people looks and renews', async () => {
      expect(await as(people, 'status')).toMatchObject({ exitCode: 0 })
      expect(await as(people, 'renew', 'k7f3q9.acme.myl.test', '--no-wait')).toMatchObject({ exitCode: 0 })
    })

    test('what only administrators may is refused with a code that says how', async () => {
      const file = join(base.path, 'out.pem')
      const refused = await as(people, 'export', 'k7f3q9.acme.myl.test', '--format', 'pem-fullchain', '--out', file)
      expect(refused).toMatchObject({ exitCode: 1, code: 'CALLER_NOT_ADMINISTRATOR' })
      expect(refused.stdout).toContain('Run as administrator')
    })

    test('one who is not of them finds no way in', async () => {
      expect(await as(others, 'status')).toMatchObject({ exitCode: 3, code: 'DATA_FOLDER_UNREADABLE' })
    })
  })
})

/** Not to be waited for in this thread: the door answers here. */
async function ask(gid: number, args: string[]) {
  const child = spawn(process.execPath, args, { uid: person, gid, cwd: '/', env: {}, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | NodeJS.Signals>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? -1)))
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  const { error } = JSON.parse(stdout || '{}') as { error?: { code: string } }
  return { exitCode, stdout, stderr, code: error?.code }
}
