import { type AddressInfo, createServer } from 'node:net'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { openProgramDoor } from '#main/doors/programs/program-door.adapter.ts'
import type { TokenGate } from '#main/tokens/token-gate.port.ts'
import { createAgentDouble } from '../../support/agent-services.ts'
import { routerOf } from '../../support/doors.ts'
import { createFakeTime } from '../../support/fake-time.ts'
import { type ProgramDoorBench, programDoorFor } from '../../support/program-door.ts'
import { createSilentLog } from '../../support/silent-log.ts'

const router = routerOf(createAgentDouble())
let bench: ProgramDoorBench

beforeEach(async () => {
  bench = await programDoorFor(router)
})
afterEach(() => bench.close())

test('the port is closed as long as there is no token, and opens with the first', async () => {
  expect((await bench.tokens.list()).api).toEqual({ port: bench.port, address: null, problem: null })
  await expect(bench.ask('/api/state')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await bench.token()
  expect((await bench.tokens.list()).api.address).toBe(`http://127.0.0.1:${bench.port}/api`)
  expect((await bench.ask('/api/state')).status).toBe(401)
})

test('the port that another program has is named, and taken as soon as it is free', async () => {
  const squatter = createServer().listen(bench.port, '127.0.0.1')
  await new Promise((resolve) => squatter.once('listening', resolve))
  const { secret } = await bench.token()
  expect((await bench.tokens.list()).api).toMatchObject({
    address: null,
    problem: { code: 'LOCAL_API_PORT_TAKEN', data: { port: bench.port } },
  })
  await new Promise((resolve) => squatter.close(resolve))
  await bench.time.pass(61_000)
  await expect.poll(async () => (await bench.tokens.list()).api.problem).toBeNull()
  expect((await bench.ask('/api/state', { token: secret })).status).toBe(200)
})

test('the port stays the one that works where the one that is chosen is taken', async () => {
  const { secret } = await bench.token()
  const squatter = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => squatter.once('listening', resolve))
  onTestFinished(() => void squatter.close())
  const { port: taken } = squatter.address() as AddressInfo
  await expect(bench.tokens.choosePort(taken)).rejects.toMatchObject({ code: 'LOCAL_API_PORT_TAKEN', data: { port: taken } })
  expect((await bench.tokens.list()).api).toEqual({ port: bench.port, address: `http://127.0.0.1:${bench.port}/api`, problem: null })
  expect((await bench.ask('/api/state', { token: secret })).status).toBe(200)
  expect(bench.recorded.filter(({ action }) => action === 'local-api-moved')).toHaveLength(1)
})

test('the port is another one as soon as somebody has chosen it, and the former is closed', async () => {
  const other = await programDoorFor(router)
  await other.close()
  const { secret } = await bench.token()
  expect(await bench.tokens.choosePort(other.port)).toMatchObject({ port: other.port, address: `http://127.0.0.1:${other.port}/api` })
  await expect(bench.ask('/api/state', { token: secret })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect((await other.ask('/api/state', { token: secret })).status).toBe(200)
  expect(bench.recorded.at(-1)).toMatchObject({ action: 'local-api-moved', subject: `127.0.0.1:${other.port}` })
})

test('the port is opened a minute later where the tokens could not be read at the start', async () => {
  let reads = 0
  const wantedPort = async () => {
    reads += 1
    if (reads === 1) throw new Error('the disk does not answer')
    return bench.port
  }
  const told: (string | undefined)[] = []
  const enter = () => Promise.reject(new Refusal('LOCAL_TOKEN_UNKNOWN'))
  const gate: TokenGate = { enter, wantedPort, serve: () => {}, tell: ({ address }) => void told.push(address) }
  const time = createFakeTime()
  const door = await openProgramDoor({ router, gate, version: '1.2.3', ...time, log: createSilentLog() })
  onTestFinished(door.close)
  expect(told).toEqual([])
  await time.pass(61_000)
  await expect.poll(() => told.at(-1)).toBe(`http://127.0.0.1:${bench.port}/api`)
})
