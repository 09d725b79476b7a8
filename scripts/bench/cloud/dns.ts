import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startCloud, type TestCloud } from '../../../test/support/cloud.ts'
import { question, sendUdp } from '../../../test/support/dns-question.ts'
import { temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { atLeast, atMost, type Target } from '../targets.ts'
import type { Ground, Say } from './ground.ts'
import { median } from './in-turn.ts'

const devices = 200
const rounds = 100
const seconds = 10

/** Debian's dnsperf, or the one that DNSPERF names. */
const dnsperf = process.env.DNSPERF ?? 'dnsperf'

/** The built-in name server: how fast, and how soon it knows. */
export async function measureDns(ground: Ground, say: Say): Promise<Target[]> {
  say(`the name server is asked for ${seconds} s …`)
  const { db, listen, close } = await ground.newDatabase()
  const cloud = await startCloud({ db, listen, limits: { perAddress: 1_000_000, perCaller: 1_000_000 } })
  try {
    const names = await publishAll(cloud)
    const visible = atMost('a challenge is visible after the call began, median, ms', await untilVisible(cloud), 50)
    const answers = await answersPerSecond(cloud.dnsPort, names)
    return [visible, ...(answers === undefined ? [] : [atLeast('DNS answers a second, built-in name server', answers, 10_000)])]
  } finally {
    await cloud.close()
    await close()
  }
}

const newValue = () => randomBytes(32).toString('base64url')

async function publishAll(cloud: TestCloud): Promise<string[]> {
  const { token } = await cloud.newTeam({ maxUses: devices })
  const names: string[] = []
  for (let at = 0; at < devices; at++) {
    const { api, enrolled } = await cloud.newDevice({ token })
    await api.dns.publishChallenge({ name: enrolled.name, value: newValue() })
    names.push(enrolled.name)
  }
  return names
}

/** From the call's begin to the answer that shows its value: call and question together. */
async function untilVisible(cloud: TestCloud): Promise<number> {
  const { api, enrolled } = await cloud.newDevice()
  const { name } = enrolled
  await api.dns.publishChallenge({ name, value: newValue() })
  const taken: number[] = []
  for (let round = 0; round < rounds; round++) {
    const value = newValue()
    const began = performance.now()
    await api.dns.publishChallenge({ name, value })
    const answer = await sendUdp(cloud.dnsPort, question(`_acme-challenge.${name}`, 'TXT'))
    if (!answer?.includes(value)) throw new Error('the value was not there when the call had answered')
    taken.push(performance.now() - began)
    await api.dns.removeChallenge({ name, value })
  }
  return median(taken)
}

/** Undefined where dnsperf is not installed. Of five questions one is for an address, and one for what does not exist. */
async function answersPerSecond(port: number, names: readonly string[]): Promise<number | undefined> {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'questions')
  const asked = names.flatMap((name) => [...Array(3).fill(`_acme-challenge.${name} TXT`), `${name} A`, `nothing.${name} A`])
  writeFileSync(file, `${asked.join('\n')}\n`)
  const child = spawn(dnsperf, ['-s', '127.0.0.1', '-p', String(port), '-d', file, '-l', String(seconds), '-q', '400', '-c', '8'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => (text += chunk))
  const there = await once(child, 'close').then(
    () => true,
    () => false,
  )
  await folder.remove()
  if (!there) process.stderr.write('dnsperf (Debian package dnsperf) is not installed: answers a second were not measured\n')
  const rate = /Queries per second:\s+([\d.]+)/.exec(text)?.[1]
  return rate === undefined ? undefined : Number(rate)
}
