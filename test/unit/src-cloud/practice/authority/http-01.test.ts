import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPractice, type TestPractice } from '../../../../support/practice.ts'
import { type AcmeSigner, keyAuthorization, type RawAcmeClient } from '../../../../support/raw-acme-client.ts'
import { challengeOf, identifiers } from '../../../../support/raw-acme-steps.ts'

let practice: TestPractice
let client: RawAcmeClient
let signer: AcmeSigner
let web: Server
let answer: { status: number; body: string; location?: string } = { status: 404, body: '' }
const asked: { host: string | undefined; path: string | undefined }[] = []

beforeAll(async () => {
  web = createServer((request, response) => {
    asked.push({ host: request.headers.host, path: request.url })
    response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end(answer.body)
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  practice = await startTestPractice({ httpResponder: { address: '127.0.0.1', port: (web.address() as AddressInfo).port } })
  client = await practice.client()
  signer = await client.register()
})

afterAll(async () => {
  client.close()
  expect(practice.defects).toEqual([])
  await practice.stop()
  web.closeAllConnections()
  web.close()
})

async function attempt(name: string, serve: (token: string) => Promise<typeof answer>) {
  const made = await client.post(client.at('newOrder'), { identifiers: identifiers(name) }, signer)
  const [url] = made.body.authorizations
  const challenge = challengeOf((await client.post(url, undefined, signer)).body, 'http-01')
  answer = await serve(challenge.token)
  await client.post(challenge.url, {}, signer)
  const authorization = (await client.post(url, undefined, signer)).body
  return { token: challenge.token, status: authorization.status, error: challengeOf(authorization, 'http-01').error }
}

test('a web server that shows the key authorization proves its name', async () => {
  const { token, status } = await attempt('web.myl.test', async (it) => ({ status: 200, body: `${await keyAuthorization(it, signer)}\n` }))
  expect(status).toBe('valid')
  expect(asked.at(-1)).toEqual({ host: 'web.myl.test', path: `/.well-known/acme-challenge/${token}` })
})

test('one that shows something else, an error, or a way elsewhere does not', async () => {
  for (const [it, said] of [
    [{ status: 200, body: 'It works!' }, 'It works!'],
    [{ status: 404, body: 'no' }, 'status 404'],
    [{ status: 302, body: '', location: 'http://elsewhere.example/' }, 'status 302'],
    [{ status: 200, body: 'x'.repeat(100_000) }, 'xxx'],
  ] as const) {
    const { status, error } = await attempt('web.myl.test', async () => it)
    expect(status).toBe('invalid')
    expect(error?.type).toBe('urn:ietf:params:acme:error:unauthorized')
    expect(error?.detail).toContain(said)
  }
})

test('a name behind which nobody listens is told that the connection failed', async () => {
  await practice.restart({ httpResponder: { address: '127.0.0.1', port: 9 } })
  const { status, error } = await attempt('web.myl.test', async () => ({ status: 200, body: '' }))
  expect(status).toBe('invalid')
  expect(error?.type).toBe('urn:ietf:params:acme:error:connection')
})
