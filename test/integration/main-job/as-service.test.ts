import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { connectToAgent } from '#main/doors/pipe/pipe-client.ts'
import { freePorts } from '../../support/free-port.ts'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'

const practice = practiceForTests()

/** An agent as Windows' service manager would start it, on a folder in which an installer has left a token. */
function startService(name: string, token: (file: string) => string) {
  const { stack } = practice
  const place = join(practice.folder, name)
  const file = join(place, 'agent', 'enrolment-token')
  mkdirSync(join(place, 'agent'), { recursive: true, mode: 0o700 })
  writeFileSync(file, token(readFileSync(stack.enrolmentTokenFile, 'utf8')), { mode: 0o600 })
  const given = agentArguments(stack, place)
  given.splice(given.indexOf('--enrolment-token-file'), 2)
  return { file, service: startHeadless([...given, '--service']) }
}

it('a service enrols this device by the token that its installer left, and keeps it no longer', async () => {
  const { file, service } = startService('enrolled', (token) => `${token.trim()}\r\n`)
  await service.says(/myl\.test/)
  await vi.waitFor(() => expect(existsSync(file)).toBe(false), 10_000)
  // What it says is kept in a log: no way into it stands there.
  expect(service.stdout()).not.toContain('#token=')
  service.process.kill('SIGINT')
  expect(await service.ended).toBe(0)
})

it('a program with a token asks the service, which opens no port before there is one', async () => {
  const { service } = startService('asked', (token) => token)
  await service.says(/myl\.test/)
  const { client, close } = await connectToAgent(join(practice.folder, 'asked', 'agent'))
  const [port = 0] = await freePorts(1)
  expect(await client.tokens.choosePort({ port })).toMatchObject({ address: null })
  const { secret } = await client.tokens.create({ label: 'Monitoring', level: 'read' })
  const answer = await fetch(`http://127.0.0.1:${port}/api/state`, { headers: { authorization: `Bearer ${secret}` } })
  expect(await answer.json()).toMatchObject({ about: { mode: 'service' } })
  close()
  service.process.kill('SIGINT')
  expect(await service.ended).toBe(0)
})

it('a token that could not be used waits, and so does the service', async () => {
  const { file, service } = startService('refused', () => 'not-a-token')
  await vi.waitFor(() => expect(service.stderr()).toContain('ENROLMENT_TOKEN_INVALID'), 20_000)
  await service.says(/tries again by itself/)
  expect(existsSync(file)).toBe(true)
  service.process.kill('SIGINT')
  expect(await service.ended).toBe(0)
})
