import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plannedOrder } from '#main/preflight/planned-order.ts'
import { type ProofNeeds, proofChecks } from '#main/preflight/proof-checks.ts'
import { isThere, type StartedDnsServer } from '../../support/dns-servers/dns-server.ts'
import { knot } from '../../support/dns-servers/knot.ts'
import { updateKeys } from '../../support/dns-servers/update-keys.ts'
import { look, surroundingsFor } from '../../support/doctor.ts'
import { directoryPage, type Page, startPage } from '../../support/https-page.ts'
import { delegationMissing, stageDelegation } from '../../support/solvers/delegation-stage.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'

const authorityHost = 'ca.preflight.test'
let trusted: TestAuthority
let page: Page
beforeAll(async () => {
  trusted = await createTestAuthority('Honest')
  page = await startPage(await trusted.issue({ names: [authorityHost] }), directoryPage(['ca.test']))
})
afterAll(() => page.close())

const needs: ProofNeeds = {
  accounts: [],
  ownNames: new Set(),
  refuseUnfit: async () => undefined,
  pid: process.pid,
  dns: undefined,
  delegation: () => Promise.reject(new Error('nobody is asked')),
  practice: false,
  builtInDns: undefined,
}

/** What each check finds, by its id. */
async function found(wanted: OrderInput, dnsPorts: number[], more: Partial<ProofNeeds>) {
  const around = surroundingsFor({ dnsPorts, names: { [authorityHost]: ['127.0.0.1'] }, rootsPem: trusted.rootPem })
  const planned = plannedOrder(wanted, [`https://${authorityHost}:${page.port}/dir`], undefined)
  const checks = proofChecks(around, planned, { ...needs, ...more })
  return Object.fromEntries(await Promise.all(checks.map(async (check) => [check.id, await look(check).catch((error) => error)])))
}

describe.skipIf(delegationMissing !== '')(`names of a customer’s that the cloud is to prove${delegationMissing}`, () => {
  let staged: Awaited<ReturnType<typeof stageDelegation>>
  beforeAll(async () => {
    staged = await stageDelegation()
  })
  afterAll(() => staged?.stop())

  test('each name has a check of its own CNAME, and the device’s own name needs none', async () => {
    const own = staged.ownName
    const delegation: ProofNeeds['delegation'] = async (name) => {
      const { state, ...seen } = await staged.delegation(name)
      return { ...seen, state: state.is, found: 'found' in state ? state.found : null }
    }
    const names = [own, '*.www.customer.test', 'www.customer.test', 'new.customer.test', 'astray.customer.test']
    const verdicts = await found({ names }, [staged.resolver.port], { delegation, ownNames: new Set([canonicalName(own)]) })
    expect(verdicts['delegation:www.customer.test']).toMatchObject({ status: 'ok' })
    expect(verdicts['delegation:new.customer.test']).toMatchObject({
      ...{ status: 'failed', code: 'DELEGATION_MISSING' },
      nextStep: expect.stringContaining(`_acme-challenge.new.customer.test. CNAME ${await staged.targetOf('new')}`),
    })
    expect(verdicts['delegation:astray.customer.test']).toMatchObject({ status: 'failed', code: 'DELEGATION_ELSEWHERE' })
    expect(Object.keys(verdicts).filter((id) => id.startsWith('delegation:'))).toHaveLength(3)
  })
})

describe.skipIf(!isThere(knot))(`names in a customer’s own DNS server (${knot.needs})`, () => {
  const keys = updateKeys()
  let server: StartedDnsServer
  beforeAll(async () => {
    const records = ['closed 300 IN CAA 0 issue "other.test"', 'open 300 IN CAA 0 issue "ca.test"', 'open 300 IN CAA 0 issuewild ";"']
    server = await knot.start({ zones: [{ name: 'customer.test', records }, { name: 'test' }], allowed: [keys.sha256], other: keys.other })
  })
  afterAll(() => server?.stop())

  const proven = (names: string[]) =>
    found({ names, proof: { via: 'rfc2136', server: `rfc2136://127.0.0.1:${server.port}?key=k` } }, [server.port], {})

  test('are proven where that server holds their zone, and nowhere else', async () => {
    const verdicts = await proven(['open.customer.test', 'www.elsewhere.example'])
    expect(verdicts['zone-servers:open.customer.test']).toMatchObject({ status: 'ok' })
    expect(verdicts['zone-servers:www.elsewhere.example']).toMatchObject({ status: 'failed', code: 'DNS_ZONE_NOT_FOUND' })
  })

  test('are issued for only by whom their CAA records allow, wildcards too', async () => {
    expect((await proven(['open.customer.test']))['caa:open.customer.test']).toMatchObject({ status: 'ok' })
    expect((await proven(['closed.customer.test']))['caa:closed.customer.test']).toMatchObject({
      status: 'failed',
      code: 'ACME_CAA_FORBIDS',
    })
    const wild = await proven(['open.customer.test', '*.open.customer.test'])
    expect(wild['caa:open.customer.test']).toMatchObject({ status: 'failed', code: 'ACME_CAA_FORBIDS' })
  })
})
