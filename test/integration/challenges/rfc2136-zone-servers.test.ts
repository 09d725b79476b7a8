import { afterEach, describe, expect, it } from 'vitest'
import { taskFor } from '../../support/challenge-tasks.ts'
import { dig, digMissing } from '../../support/dig.ts'
import { isThere, type StartedDnsServer, type TestZone } from '../../support/dns-servers/dns-server.ts'
import { knot } from '../../support/dns-servers/knot.ts'
import { updateKeys } from '../../support/dns-servers/update-keys.ts'
import { freePorts } from '../../support/free-port.ts'
import { lieAbout, unsignedAnswer } from '../../support/lying-dns.ts'
import { solverAt } from '../../support/rfc2136.ts'
import { createSilentLog } from '../../support/silent-log.ts'

const keys = updateKeys()
const second = '127.0.0.2'
const name = 'customer.test'
const records = ['@ 3600 IN NS ns2.customer.test.', `ns2 3600 IN A ${second}`]
const running: { stop(): Promise<void> }[] = []

afterEach(async () => {
  for (const each of running.splice(0)) await each.stop()
})

/** One after the other on the same port, as a zone's servers have it: 127.0.0.1 takes updates, 127.0.0.2 is the second. */
async function start(address: string, port: number, zone: TestZone): Promise<StartedDnsServer> {
  const server = await knot.start({ zones: [zone], allowed: [keys.sha256], other: keys.other, address, port })
  running.push(server)
  return server
}

describe.skipIf(digMissing || !isThere(knot))(`before the CA is told, in a zone with two servers (${knot.needs}, and dig)`, () => {
  it('waits for the server that is told of changes, and goes on once both show the record', async () => {
    const [port = 0] = await freePorts(1)
    const primary = await start('127.0.0.1', port, { name, records, notify: { address: second, port } })
    await start(second, port, { name, primary: { address: '127.0.0.1', port } })
    await solverAt(primary, keys.sha256, { patience: 20_000 }).publish(taskFor('a.customer.test'))
    const seen = await dig(port, `@${second}`, '_acme-challenge.a.customer.test', 'TXT')
    expect(seen.answers).toHaveLength(1)
  })

  it('names the server that does not follow, and leaves the CA in peace', async () => {
    const [port = 0] = await freePorts(1)
    const primary = await start('127.0.0.1', port, { name, records })
    await start(second, port, { name, records })
    await expect(solverAt(primary, keys.sha256, { patience: 1_000 }).publish(taskFor('a.customer.test'))).rejects.toMatchObject({
      code: 'DNS_RECORD_NOT_SEEN',
      message: expect.stringContaining(`ns2.customer.test (${second})`),
    })
  })

  it.each([
    ['is not there', undefined],
    ['was never told of the zone', 'other.test'],
  ])('passes over a server that %s, as the CA will, and logs it', async (_, served) => {
    const [port = 0] = await freePorts(1)
    const primary = await start('127.0.0.1', port, { name, records })
    if (served) await start(second, port, { name: served })
    const log = createSilentLog()
    await solverAt(primary, keys.sha256, { log }).publish(taskFor('a.customer.test'))
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', facts: expect.objectContaining({ server: `ns2.${name} (${second})` }) }),
    )
  })
})

describe.skipIf(digMissing || !isThere(knot))(`with somebody on the way who answers in the server’s place (${knot.needs}, and dig)`, () => {
  const shown = async (port: number) => (await dig(port, '_acme-challenge.a.customer.test', 'TXT')).answers.length

  it.each([
    ['a yes', 0],
    ['a no', 5],
  ])('%s over UDP is not believed: the server itself is asked over TCP', async (_, rcode) => {
    const [port = 0] = await freePorts(1)
    const server = await start('127.0.0.1', port, { name })
    const liar = await lieAbout(server, (message) => unsignedAnswer(message, rcode))
    running.push({ stop: liar.close })
    const solver = solverAt({ address: '127.0.0.1', port: liar.port }, keys.sha256, { zone: name })
    await solver.publish(taskFor('a.customer.test'))
    expect(await shown(port)).toBe(1)
    await solver.remove(taskFor('a.customer.test'))
    expect(await shown(port)).toBe(0)
  })

  it('a yes that nothing proves is refused, however it came', async () => {
    const yes = (message: Buffer) => unsignedAnswer(message, 0)
    const liar = await lieAbout({ port: 0 }, yes, yes)
    running.push({ stop: liar.close })
    const solver = solverAt({ address: '127.0.0.1', port: liar.port }, keys.sha256, { zone: name })
    await expect(solver.publish(taskFor('a.customer.test'))).rejects.toMatchObject({ code: 'DNS_ANSWER_UNPROVEN' })
  })
})
