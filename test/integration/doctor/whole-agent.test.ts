import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DoctorEvent, DoctorReport } from '@mylzip/shared/operations/doctor.ts'
import { networkTicket } from '@mylzip/shared/operations/network-ticket.policy.ts'
import type { Saying } from '@mylzip/shared/operations/values.ts'
import type { Said } from '@mylzip/shared/texts/agent-voice.ts'
import { germanWords } from '@mylzip/shared/texts/de/words.ts'
import { makeVoice } from '@mylzip/shared/texts/make-voice.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Agent, openAgentAlone } from '#main/agent.ts'
import { startAgentInProcess } from '../../support/agent-in-process.ts'
import { evidenceOf } from '../../support/doctor.ts'
import { freePorts } from '../../support/free-port.ts'
import { practiceForTests } from '../../support/practice-stack.ts'
import { relayTo } from '../../support/tcp-relay.ts'

const practice = practiceForTests()
const statuses = (report: DoctorReport) => Object.fromEntries(report.findings.map(({ id, status }) => [id.replace(/:.*/s, ''), status]))
const finding = (report: DoctorReport, id: string) => report.findings.find((each) => each.id.startsWith(id))
const german = makeVoice(germanWords)
const inOne = { names: [] }

async function eventsOf(agent: Agent, signal = new AbortController().signal): Promise<DoctorEvent[]> {
  const events: DoctorEvent[] = []
  for await (const event of agent.services.doctor.run(inOne, signal)) events.push(event)
  return events
}

describe('the doctor of a device that is well', () => {
  let agent: Agent
  let before: DoctorReport

  beforeAll(async () => {
    agent = await startAgentInProcess(practice.stack, practice.folder)
    before = await agent.services.doctor.report({ names: ['intranet.example'] })
    await agent.mainJob({ asked: true, keepGoing: false })
  })
  afterAll(() => agent.stop())

  test('looks before the first order too, at the names that are planned', () => {
    expect(statuses(before)).toMatchObject({
      authority: 'ok',
      cloud: 'warning',
      clock: 'ok',
      caa: 'skipped',
      database: 'ok',
      served: 'skipped',
    })
    expect(finding(before, 'cloud')).toMatchObject({ code: 'NOT_ENROLLED' })
    expect(finding(before, 'caa:intranet.example')).toBeDefined()
    expect(before.failures).toEqual([])
  })

  test('tells all of it in German as well, from what is looked at to what was seen', async () => {
    const inGerman = (said: Saying | undefined, english: string): Said =>
      (said && german.saying(said.code, said.data)) ?? [/\p{Ll}{2,} \p{Ll}{2,}/u.test(english) ? { english } : english]
    const { findings } = await agent.services.doctor.report({ names: ['intranet.example'] })
    const all = [...before.findings, ...findings].flatMap(({ code, evidence, sentence, sentenceSaid, title, titleSaid }) => [
      inGerman(titleSaid, title),
      ...(code === null ? [inGerman(sentenceSaid, sentence)] : []),
      ...evidence.flatMap(({ label, labelSaid, value, valueSaid }) => [inGerman(labelSaid, label), inGerman(valueSaid, value)]),
    ])
    const left = all.flat().flatMap((piece) => (typeof piece === 'string' ? [] : piece.english))
    // The name of the practice authority is its name.
    expect(left.filter((text) => !text.startsWith('MyL.Zip Practice'))).toEqual([])
  })

  test('finds nothing wrong, and tells each finding before the whole', async () => {
    const [begun, ...rest] = await eventsOf(agent)
    const end = rest.pop()
    if (begun?.type !== 'begun' || end?.type !== 'report') throw new Error('the events are out of order')
    const { report } = end
    expect(report.findings.filter(({ status }) => status !== 'ok' && status !== 'skipped')).toEqual([])
    const well = ['authority', 'cloud', 'clock', 'interception', 'ports', 'disk-space', 'permissions', 'database']
    for (const kind of [...well, 'sealed-keys', 'audit-log', 'store', 'served', 'certificate'])
      expect(statuses(report)[kind], kind).toBe('ok')
    expect(rest.map((event) => event.type)).toEqual(begun.checks.map(() => 'finding'))
    expect(report.findings.map(({ id }) => id)).toEqual(begun.checks.map(({ id }) => id))
    expect(networkTicket(report)).toBeUndefined()
  })

  test('asks nobody on the network about names that exist here only', async () => {
    const report = await agent.services.doctor.report(inOne)
    expect(statuses(report)).toMatchObject({
      network: 'skipped',
      resolver: 'skipped',
      'own-name': 'skipped',
      'zone-servers': 'skipped',
      dnssec: 'skipped',
    })
  })

  test('stops when nobody listens any more', async () => {
    const leaving = new AbortController()
    const seen: string[] = []
    for await (const event of agent.services.doctor.run(inOne, leaving.signal)) {
      seen.push(event.type)
      leaving.abort()
    }
    expect(seen).toEqual(['begun'])
  })

  test('refuses names that no certificate could be for', async () => {
    await expect(agent.services.doctor.report({ names: ['no spaces.example'] })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })

  test('names what is damaged in the store', async () => {
    const store = join(practice.folder, 'agent', 'certificates')
    const [name = ''] = await readdir(store)
    const [thumbprint = ''] = await readdir(join(store, name, 'versions'))
    const version = join(store, name, 'versions', thumbprint)
    const looked = async () => finding(await agent.services.doctor.report(inOne), 'store')

    await rename(join(version, 'privkey.pem'), join(version, 'kept.pem'))
    expect(await looked()).toMatchObject({
      status: 'failed',
      code: 'STORE_DAMAGED',
      sentence: expect.stringContaining('its key is missing'),
    })
    await rename(join(version, 'kept.pem'), join(version, 'privkey.pem'))

    await rename(join(version, 'chain.pem'), join(version, 'kept.pem'))
    await writeFile(join(version, 'chain.pem'), '')
    expect(await looked()).toMatchObject({ status: 'failed', sentence: expect.stringMatching(/of its chain (is|are) missing/) })
    await rename(join(version, 'kept.pem'), join(version, 'chain.pem'))

    await rm(join(store, name, 'current'))
    expect(await looked()).toMatchObject({ status: 'failed', sentence: expect.stringContaining('current') })

    const current = join(store, name, 'current')
    await mkdir(current)
    expect(await looked()).toMatchObject({
      status: 'failed',
      code: 'STORE_PLACE_TAKEN',
      sentence: expect.stringContaining(`${current} is in the way`),
      nextStep: expect.stringContaining(`Move ${current} elsewhere`),
    })
    await rmdir(current)

    await writeFile(join(version, 'cert.pem'), 'not a certificate')
    expect(await looked()).toMatchObject({ status: 'failed', code: 'STORE_DAMAGED', sentence: expect.stringContaining('damaged') })
  })

  test('says which keys a wrong key file cannot open', async () => {
    const file = join(practice.folder, 'agent', 'secrets.key')
    await rename(file, `${file}.kept`)
    await agent.stop()
    await rename(`${file}.kept`, file)
    agent = await startAgentInProcess(practice.stack, practice.folder)
    await rm(file)
    expect(finding(await agent.services.doctor.report(inOne), 'sealed-keys')).toMatchObject({ status: 'failed', code: 'SECRET_UNREADABLE' })
  })
})

describe('a device whose authority on this machine asks the built-in DNS', () => {
  const folder = () => join(practice.folder, 'built-in')
  const changes = () => ({ practice: false, resolver: { address: '127.0.0.1', port: practice.stack.dnsPort } })
  const wrong = ({ findings }: DoctorReport) => findings.filter(({ status }) => status === 'failed' || status === 'warning')

  test('is well, and its own DNS server is asked where it listens', async () => {
    const agent = await startAgentInProcess(practice.stack, folder(), changes())
    try {
      await agent.mainJob({ asked: true, keepGoing: false })
      const report = await agent.services.doctor.report(inOne)
      expect(wrong(report)).toEqual([])
      expect(networkTicket(report)).toBeUndefined()
      const zone = finding(report, 'zone-servers:')
      expect(zone?.status).toBe('ok')
      expect(zone && evidenceOf(zone)).toContain('(127.0.0.1), SOA by UDP')
    } finally {
      await agent.stop()
    }
  })

  test('whose program is not running is told that first, and of nothing that would come with it', async () => {
    const alone = await openAgentAlone({
      folder: join(folder(), 'agent'),
      version: '0.0.0',
      command: 'mylzip doctor',
      dnsKey: () => undefined,
    })
    try {
      const report = await alone.services.doctor.report(inOne)
      expect(report.findings[0]).toMatchObject({ id: 'program', status: 'warning', code: 'NO_PROGRAM_HERE' })
      expect(finding(report, 'zone-servers:')?.status).toBe('ok')
    } finally {
      await alone.stop()
    }
  })
})

test('in practice with the program ended, its authority and its cloud are not what is blamed', async () => {
  const folder = join(practice.folder, 'ended')
  const [port = 0] = await freePorts(1)
  const gone = {
    cloudUrl: `http://127.0.0.1:${port}`,
    directoryUrl: `https://127.0.0.1:${port}/dir`,
    resolver: { address: '127.0.0.1', port },
  }
  await (await startAgentInProcess(practice.stack, folder, gone)).stop()
  const alone = await openAgentAlone({ folder: join(folder, 'agent'), version: '0.0.0', command: 'mylzip doctor', dnsKey: () => undefined })
  try {
    const report = await alone.services.doctor.report(inOne)
    expect(report.findings.filter(({ status }) => status === 'failed')).toEqual([])
    expect(report.findings[0]?.code).toBe('NO_PROGRAM_HERE')
    expect(finding(report, 'authority:')).toMatchObject({ status: 'skipped', sentence: expect.stringContaining('comes with the program') })
    expect(networkTicket(report)).toBeUndefined()
  } finally {
    await alone.stop()
  }
})

test('after a failure the doctor begins with what explains it, and says of which certificate', async () => {
  const relay = await relayTo(practice.stack.directoryUrl)
  const directoryUrl = practice.stack.directoryUrl.replace(/:\d+/, `:${new URL(relay.url).port}`)
  const folder = join(practice.folder, 'unlucky')
  const agent = await startAgentInProcess(practice.stack, folder, { directoryUrl })
  try {
    await relay.cut()
    await expect(agent.mainJob({ asked: true, keepGoing: false })).rejects.toMatchObject({ code: 'ACME_UNREACHABLE' })
    const report = await agent.services.doctor.report(inOne)
    const authority = `authority:${directoryUrl}`
    expect(report.failures).toMatchObject([
      {
        code: 'ACME_UNREACHABLE',
        data: { directory: directoryUrl },
        name: expect.stringContaining('.practice.myl.test'),
        explainedBy: [authority],
      },
    ])
    const kinds = report.findings.map(({ id }) => id)
    expect(kinds.indexOf(authority)).toBeLessThan(kinds.indexOf('cloud'))
    expect(finding(report, authority)).toMatchObject({ status: 'failed', code: 'ACME_UNREACHABLE' })
    expect(finding(report, 'certificate:')).toMatchObject({ status: 'failed', code: 'ACME_UNREACHABLE' })
    // Nobody who runs a network can open a way within this machine.
    expect(networkTicket(report)).toBeUndefined()

    // What it was is gone, and nothing else is blamed.
    await relay.restore()
    const later = await agent.services.doctor.report(inOne)
    expect(later.failures).toMatchObject([{ code: 'ACME_UNREACHABLE', explainedBy: [] }])
  } finally {
    await agent.stop()
    await relay.close()
  }
})
