import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAcmeHttp } from '#main/acme/session/acme-http.adapter.ts'

/** On loopback, where a directory may be read in the clear. */
let server: ReturnType<typeof createServer>
let location: string
let directoryUrl: string
beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url === '/dir') response.writeHead(302, { location }).end()
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  directoryUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dir`
})
afterEach(() => server.close())

const read = () =>
  createAcmeHttp({ directoryUrl, extraRootsPem: undefined, userAgent: 'test', clock: { now: Date.now } }).send({
    url: directoryUrl,
    method: 'get',
  })

test('a redirect to where nothing is encrypted is not followed', async () => {
  location = 'HTTP://ca.example/dir'
  await expect(read()).rejects.toMatchObject({ code: 'ACME_PROTOCOL', data: { detail: 'it wants to be talked to without encryption' } })
})

test('a redirect to an address that may be asked is followed', async () => {
  location = '/elsewhere'
  expect(await read()).toMatchObject({ status: 200, data: {} })
})
