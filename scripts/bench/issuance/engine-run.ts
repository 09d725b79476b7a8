import { readFileSync, writeFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { createCertificateAuthority } from '../../../src-main/acme/certificate-authority.adapter.ts'
import { createKeys } from '../../../src-main/acme/keys.adapter.ts'
import { createLocalSigner } from '../../../src-main/acme/session/local-signer.adapter.ts'
import type { ChallengeSolver } from '../../../src-main/challenges/challenge.port.ts'
import { systemClock } from '../../../src-main/system/clock.adapter.ts'
import { custodyOf, type TestAccount } from '../../../test/support/account-in-memory.ts'
import type { EngineSettings, Wish, Wished } from './engine-settings.ts'

const [settingsFile = '', coldName, coldKeyType] = process.argv.slice(2)
const settings = JSON.parse(readFileSync(settingsFile, 'utf8')) as EngineSettings
const keys = createKeys()

const { privateKeyPem } = settings.account
const account: TestAccount = { ...settings.account, signer: createLocalSigner(privateKeyPem) }

const authority = createCertificateAuthority({
  directoryUrl: settings.directoryUrl,
  custody: custodyOf(account),
  remembered: settings.remembered,
  remember(memory) {
    settings.remembered = memory
  },
  extraRootsPem: settings.rootPem,
  userAgent: 'MyLZip-SSL-bench/1',
  clock: systemClock,
  random: Math.random,
})

const proofAt = (token: string) => join(settings.webRoot, '.well-known', 'acme-challenge', token)
const solver: ChallengeSolver = {
  type: 'http-01',
  publish: ({ token, keyAuthorization }) => writeFile(proofAt(token), keyAuthorization),
  remove: ({ token }) => rm(proofAt(token), { force: true }),
}

async function issue(name: string, keyType: Wish['keyType']): Promise<void> {
  // Made while the CA is asked and validates, and on the disk before the order is finalized.
  const keyMade = keys.generate(keyType).then(async (pem) => {
    await writeFile(join(settings.folder, `${name}.key`), pem, { mode: 0o600 })
    return keys.csr(pem, [name])
  })
  // Awaited below; should the order fail first, that is what is told.
  keyMade.catch(() => undefined)
  await authority.prepareAccount()
  const order = await authority.order({ names: [name], profile: undefined, replaces: undefined })
  await authority.authorize(order, solver)
  const chain = await authority.finalize(order, await keyMade)
  await writeFile(join(settings.folder, `${name}.crt`), chain.join(''))
}

async function issueAll({ names, keyType, atOnce }: Wish): Promise<Wished> {
  const began = performance.now()
  const left = names.values()
  const worker = async () => {
    for (const name of left) await issue(name, keyType)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const ms = performance.now() - began
  const { user, system } = process.cpuUsage()
  const residentAtOnceMb = process.memoryUsage.rss() / 1e6
  // The kind that gives memory back: V8 else keeps room for the next burst, and one cannot tell it from what is held.
  const collect = globalThis.gc as undefined | ((options: object) => void)
  collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  if (process.env.MEM) console.error(process.memoryUsage())
  return { ms, cpuMs: (user + system) / 1000, residentMb: process.memoryUsage.rss() / 1e6, residentAtOnceMb }
}

if (coldName) {
  await issue(coldName, coldKeyType as Wish['keyType'])
  // As a command ends: connections that are kept for later must not hold it up.
  writeFileSync(settingsFile, JSON.stringify({ ...settings, account: { privateKeyPem, url: account.url } }))
  flushCompileCache()
  process.exit()
}
process.on('message', (wish: Wish) => {
  issueAll(wish).then(
    (wished) => process.send?.(wished),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
