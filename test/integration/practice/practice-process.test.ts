import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { jwtBearer } from '@mylzip/shared/cloud-api/auth.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Report } from '#cloud/practice/report.ts'
import { cloudClient, createTestDevice } from '../../support/cloud-device.ts'
import { freePorts } from '../../support/free-port.ts'
import { type PracticeProcess, practiceCommand, startPracticeProcess } from '../../support/practice-process.ts'
import { RawAcmeClient } from '../../support/raw-acme-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let data: string
const started: PracticeProcess[] = []

beforeEach(async () => {
  folder = await temporaryFolder()
  data = join(folder.path, 'practice')
})

afterEach(async () => {
  for (const each of started.splice(0)) {
    each.child.kill('SIGKILL')
    await each.ended
  }
  await folder.remove()
})

async function start(more: string[] = [], env: Record<string, string> = {}): Promise<PracticeProcess> {
  const it = await startPracticeProcess(data, more, env)
  started.push(it)
  return it
}

function addressesOf({ report }: { report: Report }) {
  if (!report.ready) throw new Error(`not ready: ${report.sentence}`)
  return report
}

async function enrolledDevice(stack: PracticeProcess) {
  const { cloudUrl, enrolmentTokenFile } = addressesOf(stack)
  const device = createTestDevice(cloudUrl, { now: Date.now })
  await device.enrol((await readFile(enrolmentTokenFile, 'utf8')).trim())
  return device
}

describe('a practice stack that is started', () => {
  test('says where everything is, and a device can enrol with the token it left', async () => {
    const stack = await start()
    const { zone, enrolmentTokenFile, caRootFile, directoryUrl } = addressesOf(stack)
    const device = await enrolledDevice(stack)
    expect(device.enrolled.name).toMatch(new RegExp(`^[a-z0-9]+\\.practice\\.${zone}$`))
    expect((await stat(enrolmentTokenFile)).mode & 0o777).toBe(0o600)
    const client = await new RawAcmeClient(directoryUrl, await readFile(caRootFile, 'utf8')).open()
    expect(Object.keys(client.directory)).toContain('renewalInfo')
    client.close()
    expect(stack.stderr()).toBe('')
  })

  test('a second time has the same addresses, the same root and the same token, and still knows its devices', async () => {
    const first = await start()
    const before = addressesOf(first)
    const device = await enrolledDevice(first)
    const read = () => Promise.all([before.caRootFile, before.enrolmentTokenFile].map((file) => readFile(file, 'utf8')))
    const files = await read()
    expect(await first.release()).toBe(0)
    const second = await start()
    expect(addressesOf(second)).toEqual(before)
    expect(await read()).toEqual(files)
    expect(await device.accessToken()).toMatch(/^ey/)
  })

  test('moves to another port when its own was taken meanwhile, and a device from before is still let in', async () => {
    const first = await start()
    const before = addressesOf(first)
    const device = await enrolledDevice(first)
    await first.release()
    const taken = await Promise.all([before.cloudUrl, before.directoryUrl].map((url) => listenOn(Number(new URL(url).port))))
    const second = await start()
    const after = addressesOf(second)
    expect(after.cloudUrl).not.toBe(before.cloudUrl)
    expect(after.directoryUrl).not.toBe(before.directoryUrl)
    expect(after.dnsPort).toBe(before.dnsPort)
    const { accessToken } = await cloudClient(after.cloudUrl).auth.token({ grantType: jwtBearer, assertion: device.assertion() })
    expect(accessToken).toMatch(/^ey/)
    for (const server of taken) server.close()
  })

  test('uses the DNS port it was told to', async () => {
    const [port = 0] = await freePorts(1)
    expect(addressesOf(await start(['--dns-port', String(port)])).dnsPort).toBe(port)
  })
})

async function listenOn(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

describe('a practice stack that cannot start says why, and ends', () => {
  test('because it is production', async () => {
    const stack = await start([], { NODE_ENV: 'production' })
    expect(stack.report).toMatchObject({
      ready: false,
      code: 'PRACTICE_IN_PRODUCTION',
      sentence: expect.stringMatching(/^NODE_ENV says production.*Start without that variable/),
    })
    expect(await stack.ended).toBe(1)
    await expect(stat(join(data, 'authority'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('because another one has its folder, which goes on undisturbed', async () => {
    const first = await start()
    const second = await start()
    expect(second.report).toMatchObject({ ready: false, code: 'DATA_FOLDER_IN_USE', data: { pid: first.pid } })
    expect(await second.ended).toBe(1)
    expect((await enrolledDevice(first)).enrolled.name).toContain('.practice.')
  })

  test('because the DNS port it was told to use is taken', async () => {
    const [port = 0] = await freePorts(1)
    const taken = await listenOn(port)
    const stack = await start(['--dns-port', String(port)])
    expect(stack.report).toMatchObject({ ready: false, code: 'PORT_TAKEN', data: { port } })
    expect(await stack.ended).toBe(1)
    taken.close()
  })

  test.each([['--dns-port', 'http'], ['--unknown'], ['--dns-port', '70000']])('because of the options %s %s', async (...options) => {
    const stack = await start(options)
    expect(stack.report).toMatchObject({ ready: false, code: 'OPTION_INVALID' })
    expect(await stack.ended).toBe(1)
  })
})

describe('a practice stack ends', () => {
  test('when its parent lets go of it, and leaves a database that opens again', async () => {
    const first = await start()
    expect(await first.release()).toBe(0)
    expect((await start()).report.ready).toBe(true)
  })

  test('when it is told to', async () => {
    const stack = await start()
    stack.child.kill('SIGTERM')
    expect(await stack.ended).toBe(0)
  })

  test('when its parent is killed without a chance to say so', async () => {
    const { parent, lines, everyoneGone } = parentOf()
    const said = await lines.next()
    expect(JSON.parse(String(said.value))).toMatchObject({ ready: true })
    parent.kill('SIGKILL')
    await everyoneGone
    expect((await start()).report.ready).toBe(true)
  })

  test('also when its parent is killed before it has come up', async () => {
    for (const after of [0, 60, 250]) {
      const { parent, everyoneGone } = parentOf()
      await once(parent, 'spawn')
      await pause(after)
      parent.kill('SIGKILL')
      await everyoneGone
    }
    expect((await start()).report.ready).toBe(true)
  })

  test('but not by Ctrl-C, which the agent must hear first', async () => {
    const stack = await start()
    stack.child.kill('SIGINT')
    await pause(200)
    expect((await enrolledDevice(stack)).enrolled.name).toContain('.practice.')
    expect(await stack.release()).toBe(0)
  })

  test('when it was started by hand through a pipe, and the pipe closes', async () => {
    const [program, ...args] = practiceCommand(data)
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    expect(JSON.parse(String(line))).toMatchObject({ ready: true, zone: 'myl.test' })
    child.stdin.end()
    expect(await ended).toEqual([0, null])
  })
})

/** A parent that does nothing but hold the channel. The stack writes to its parent's stdout, which ends with the last of both. */
function parentOf() {
  const [program, ...args] = practiceCommand(data)
  const parent = spawn(process.execPath, ['-e', parentScript, program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const everyoneGone = once(parent.stdout, 'close')
  return { parent, everyoneGone, lines: createInterface({ input: parent.stdout })[Symbol.asyncIterator]() }
}

const parentScript = `
  const [program, ...args] = process.argv.slice(1)
  const child = require('node:child_process').spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.on('message', (message) => console.log(JSON.stringify(message)))
`
