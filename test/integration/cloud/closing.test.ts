import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { startCloud, type TestCloud } from '../../support/cloud.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

describeOnEachDatabase('closing the cloud', (test, under) => {
  const port = (cloud: TestCloud) => (cloud.app.server.address() as AddressInfo).port

  test('is not held up by connections that clients keep, or have opened and never used', async () => {
    const cloud = await startCloud({ db: under.database.db })
    const agent = new Agent({ keepAlive: true })
    const answered = request({ port: port(cloud), host: '127.0.0.1', path: '/health/ready', agent }).end()
    const [response] = await once(answered, 'response')
    response.resume()
    await once(response, 'end')
    const unused = connect(port(cloud), '127.0.0.1')
    const dns = connect(cloud.dnsPort, '127.0.0.1')
    unused.on('error', () => undefined)
    dns.on('error', () => undefined)
    await Promise.all([once(unused, 'connect'), once(dns, 'connect')])
    const begun = performance.now()
    await cloud.close()
    expect(performance.now() - begun).toBeLessThan(1_500)
    agent.destroy()
  })

  test('lets a request under way have its answer, and then hangs up', async () => {
    const cloud = await startCloud({ db: under.database.db })
    const agent = new Agent({ keepAlive: true })
    const device = await cloud.newDevice()
    const authorization = `Bearer ${await device.accessToken()}`
    const slow = under.database.db.transaction().execute(async (trx) => {
      await sql`SELECT 1 FROM devices WHERE id = ${device.enrolled.deviceId} FOR UPDATE`.execute(trx)
      await pause(400)
    })
    await pause(100)
    const headers = { authorization, 'content-type': 'application/json', accept: 'application/json' }
    const asked = request({ port: port(cloud), host: '127.0.0.1', path: '/api/dns/addresses', method: 'PUT', headers, agent })
    asked.end('{"addresses":["10.0.0.1"]}')
    await pause(100)
    const begun = performance.now()
    const [[response]] = await Promise.all([once(asked, 'response'), cloud.close(), slow])
    expect(response.statusCode).toBe(200)
    expect(performance.now() - begun).toBeLessThan(3_000)
    agent.destroy()
  })

  test('gives a device that has read nothing yet what was on its way, and no more of what it waits for', async () => {
    const cloud = await startCloud({ db: under.database.db })
    const { teamId, token } = await cloud.newTeam()
    const { api } = await cloud.newPerson({ teamId, role: 'admin' })
    const device = await cloud.newDevice({ token })
    const { deviceId } = device.enrolled
    for (let n = 0; n < 12; n++) await api.ssl.renewCertificate({ deviceId })
    // More than a connection holds on its way.
    const command = JSON.stringify({ kind: 'renew', certificate: 'x'.repeat(2 * 1024 * 1024) })
    await sql`UPDATE operations SET command = ${command} WHERE device_id = ${deviceId}`.execute(under.database.db)
    const headers = { authorization: `Bearer ${await device.accessToken()}` }
    const [stream] = await once(request(`${cloud.url}/api/devices/self/commands`, { headers }).end(), 'response')
    await expect.poll(() => stream.readableLength, { timeout: 10_000 }).toBeGreaterThan(1_000)
    const closed = cloud.close()
    const events = (await text(stream)).split('\n').filter((line) => line.startsWith('event: '))
    await closed
    expect(events.at(-1)).toBe('event: done')
    expect(events.length).toBeLessThan(12)
  })
})
