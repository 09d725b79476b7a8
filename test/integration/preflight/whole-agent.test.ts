import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { PreflightEvent, PreflightReport } from '@mylzip/shared/operations/preflight.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Agent } from '#main/agent.ts'
import { startAgentInProcess } from '../../support/agent-in-process.ts'
import { type FaultingProxy, startFaultingProxy } from '../../support/faulting-proxy.ts'
import { freePorts } from '../../support/free-port.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { practiceForTests } from '../../support/practice-stack.ts'

const practice = practiceForTests()

describe.skipIf(!pebbleIsThere)(`before an order (${needsPebble})`, () => {
  let pebble: StartedPebble
  let proxy: FaultingProxy
  let agent: Agent
  let own = ''

  beforeAll(async () => {
    const resolver = { address: '127.0.0.1', port: practice.stack.dnsPort }
    pebble = await startPebble({
      dnsPort: resolver.port,
      config: { profiles: { classic: { description: 'The usual one', validityPeriod: 7_776_000 } } },
    })
    proxy = await startFaultingProxy(pebble)
    agent = await startAgentInProcess(practice.stack, practice.folder, { practice: false, resolver })
    await agent.mainJob({ asked: true, keepGoing: false })
    await agent.services.authorities.trust(proxy.directoryUrl, proxy.rootPem)
    own = (await agent.services.certificates.list())[0]?.names[0] ?? ''
  })
  afterEach(() => {
    proxy.fault = () => undefined
    proxy.requests.length = 0
  })
  afterAll(async () => {
    await agent?.stop()
    await proxy?.stop()
    await pebble?.stop()
  })

  const lookFirst = (wanted: Partial<OrderInput> = {}): Promise<PreflightReport> =>
    agent.services.certificates.preflightReport({ names: [`*.${own}`], authorities: [proxy.directoryUrl], ...wanted })
  const finding = ({ findings }: PreflightReport, kind: string) => findings.find(({ id }) => id.startsWith(kind))
  const wrong = ({ findings }: PreflightReport) => findings.flatMap(({ code }) => code ?? [])

  test('one that would succeed is clear, of which the authority sees a request for its directory and nothing else, and nothing is kept', async () => {
    const kept = async () => [await agent.services.certificates.list(), (await agent.services.audit.list({ limit: 200 })).entries.length]
    const before = await kept()
    const events: PreflightEvent[] = []
    const wanted = { names: [`*.${own}`], authorities: [proxy.directoryUrl], profile: 'classic' }
    for await (const event of agent.services.certificates.preflight(wanted, new AbortController().signal)) events.push(event)
    const [begun, ...rest] = events
    const end = rest.pop()
    if (begun?.type !== 'begun' || end?.type !== 'report') throw new Error('the events are out of order')
    expect(end.report.findings.filter(({ status }) => status !== 'ok' && status !== 'skipped')).toEqual([])
    expect(end.report).toMatchObject({ names: [`*.${own}`], directories: [proxy.directoryUrl], outlook: 'clear' })
    const kinds = end.report.findings.map(({ id }) => id.replace(/:.*/s, ''))
    for (const kind of ['names', 'organisation', 'licence', 'managed', 'key', 'store', 'proof', 'zone-servers', 'caa'])
      expect(kinds).toContain(kind)
    for (const kind of ['authority', 'binding', 'profile', 'limits', 'cloud', 'clock']) expect(kinds).toContain(kind)
    expect(rest.map(({ type }) => type)).toEqual(begun.checks.map(() => 'finding'))
    expect(new Set(proxy.requests.map(({ method, path }) => `${method} ${path}`))).toEqual(new Set(['GET /dir']))
    expect(await kept()).toEqual(before)
  })

  test('what cannot be ordered at all is said with the code of the order itself, each by its own check', async () => {
    expect(finding(await lookFirst({ names: [own] }), 'managed')).toMatchObject({ status: 'failed', code: 'CERTIFICATE_EXISTS' })
    const names = Array.from({ length: 26 }, (_, number) => `n${number}.${own}`)
    const tooMany = { status: 'failed', code: 'PROFILE_TAKES_FEWER_NAMES' }
    expect(finding(await lookFirst({ names, profile: 'shortlived' }), 'profile')).toMatchObject(tooMany)
    expect(finding(await lookFirst({ names, profile: 'classic' }), 'profile')).toMatchObject({ status: 'ok' })
    expect(finding(await lookFirst({ keyUse: 'tpm' }), 'key')).toMatchObject({ status: 'failed', code: 'TPM_MISSING' })
    expect(finding(await lookFirst({ csr: 'nonsense' }), 'key')).toMatchObject({ status: 'failed', code: 'CSR_UNREADABLE' })
    const malformed = await lookFirst({ names: ['in tranet', own] })
    expect(malformed).toMatchObject({ names: [], outlook: 'blocked' })
    expect(finding(malformed, 'names')).toMatchObject({ status: 'failed', code: 'NAME_INVALID' })
    expect(finding(malformed, 'authority')?.status).toBe('ok')
  })

  test('a way that cannot prove the names is found before anybody is asked', async () => {
    expect(finding(await lookFirst({ proof: { via: 'http-listener' } }), 'proof')).toMatchObject({ code: 'CHALLENGE_UNFIT' })
    expect(finding(await lookFirst({ proof: { via: 'dns-persist' } }), 'proof')).toMatchObject({ code: 'DNS_PERSIST_OFF' })
    const unknown = await lookFirst({ proof: { via: 'rfc2136', server: 'rfc2136://127.0.0.1:9' } })
    expect(finding(unknown, 'proof')).toMatchObject({ status: 'failed', code: 'DNS_UPDATE_SERVER_UNKNOWN' })
    const gone = join(practice.folder, 'gone')
    expect(
      finding(await lookFirst({ names: ['www.customer.test'], proof: { via: 'http-webroot', folder: gone } }), 'webroot'),
    ).toMatchObject({
      status: 'failed',
      code: 'WEBROOT_UNUSABLE',
    })
    const port = Number(new URL(pebble.directoryUrl).port)
    const listening = await lookFirst({ names: ['www.customer.test'], proof: { via: 'http-listener', port } })
    expect(finding(listening, 'ports')).toMatchObject({ status: 'failed', code: 'CHALLENGE_PORT_TAKEN' })
    expect(listening.outlook).toBe('blocked')
  })

  test('an authority says in its directory which profiles it has, and that it wants an account made beforehand', async () => {
    expect(finding(await lookFirst({ profile: 'tlsserver' }), 'profile')).toMatchObject({ status: 'failed', code: 'ACME_PROFILE_UNKNOWN' })
    proxy.fault = () => ({ rewrite: (body) => body.replace(/("externalAccountRequired":\s*)false/, '$1true') })
    const bound = await lookFirst()
    expect(finding(bound, 'binding')).toMatchObject({ status: 'failed', code: 'ACME_EAB_REQUIRED' })
    expect(bound.outlook).toBe('blocked')
  })

  test('an authority that cannot be reached stops an order only where no other is left', async () => {
    const [port = 0] = await freePorts(1)
    const nobody = `https://localhost:${port}/dir`
    expect(await lookFirst({ authorities: [nobody] })).toMatchObject({ outlook: 'blocked' })
    const second = await lookFirst({ authorities: [nobody, proxy.directoryUrl] })
    expect(wrong(second)).toEqual(['ACME_UNREACHABLE'])
    expect(second.outlook).toBe('doubtful')
  })

  test('a limit that the authority spoke of is remembered, with the time when it ends', async () => {
    const detail = 'too many new orders (300) from this account in the last 3h0m0s'
    const problem = JSON.stringify({ type: 'urn:ietf:params:acme:error:rateLimited', detail, status: 429 })
    const headers = { 'content-type': 'application/problem+json', 'retry-after': '3600' }
    proxy.fault = ({ path }) => (path.startsWith('/order-plz') ? { status: 429, headers, body: problem } : undefined)
    const { runId } = await agent.services.certificates.order({ names: [`*.${own}`], authorities: [proxy.directoryUrl] })
    while ((await agent.services.renewals.get(runId)).status === 'running') await pause(50)
    const report = await lookFirst()
    expect(finding(report, 'limits')).toMatchObject({
      status: 'failed',
      code: 'ACME_RATE_LIMITED',
      sentence: expect.stringContaining(detail),
    })
    expect(finding(report, 'managed')).toMatchObject({ code: 'CERTIFICATE_EXISTS' })
  })
})
