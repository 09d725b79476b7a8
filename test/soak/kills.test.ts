import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { needsPebble, pebbleIsThere, startPebble } from '../support/pebble.ts'
import { startTestStack } from '../support/practice-stack.ts'
import { startHeadless } from '../support/product.ts'
import { randomFrom } from '../support/seeded-random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const kills = Number(process.env.MYLZIP_KILLS ?? 200)
const seed = Number(process.env.MYLZIP_SEED ?? Date.now() % 1_000_000)

/**
 * One device, renewed again and again (another kind of key is chosen each time), and killed at random moments until each
 * renewal is through. The authority is Pebble; the cloud and its DNS are the practice stack's.
 */
it.skipIf(!pebbleIsThere)(
  `${kills} kills at random moments: every renewal ends, by one order each, and no key is lost (${needsPebble})`,
  async () => {
    process.stderr.write(`seed ${seed}: MYLZIP_SEED=${seed} repeats the moments\n`)
    const random = randomFrom(seed)
    const folder = await temporaryFolder()
    const stack = await startTestStack(folder.path)
    const pebble = await startPebble({ dnsPort: stack.dnsPort })
    try {
      const roots = join(folder.path, 'roots.pem')
      writeFileSync(roots, [pebble.rootPem, await pebble.issuingRoot()].join('\n'))
      const data = join(folder.path, 'device')
      const start = (keyType: string) =>
        startHeadless([
          ...['--data', data, '--cloud', stack.cloudUrl, '--enrolment-token-file', stack.enrolmentTokenFile],
          ...['--directory', pebble.directoryUrl, '--ca-root', roots, '--key-type', keyType, '--once', '--json', '--practice'],
        ])
      let killed = 0
      let renewals = 0
      // A whole renewal and half again: most are cut somewhere, and now and then one gets through.
      let longest = 2_000
      while (killed < kills) {
        const keyType = renewals % 2 === 0 ? 'p-256' : 'p-384'
        const began = performance.now()
        const run = start(keyType)
        const chosen = setTimeout(random() * 1.5 * longest, 'kill' as const)
        const first = await Promise.race([run.ended, chosen])
        if (first === 'kill') {
          run.process.kill('SIGKILL')
          await run.ended
          killed += 1
          continue
        }
        // Started nearly every second, a device comes to the bound of its starts (docs/decisions/cloud-bounds.md): the next start,
        // once it may, goes on with the same order.
        if (run.stderr().includes('RATE_LIMITED')) {
          await setTimeout(5_000)
          continue
        }
        expect(first, run.stderr()).toBe(0)
        longest = Math.max(longest, performance.now() - began)
        renewals += 1
        const result = JSON.parse(run.stdout().trimEnd().split('\n').at(-1) ?? '') as Result
        expect(result.states).toEqual({ issued: true, installed: true, bound: true, verified: true })
        expect(publicKey(['x509', '-in', result.store.location, '-noout', '-pubkey'])).toBe(
          publicKey(['pkey', '-in', result.store.keyLocation, '-pubout']),
        )
      }
      const orders = pebble
        .output()
        .split('\n')
        .filter((line) => line.includes('Added order')).length
      const versions = issuedVersions(data)
      process.stderr.write(
        `${killed} kills, ${renewals} renewals seen through, ${versions} certificates, ${orders} orders at the authority\n`,
      )
      expect(renewals).toBeGreaterThan(0)
      // A run that the last kill left in the middle may have an order of its own.
      expect(orders - versions).toBeLessThanOrEqual(1)
    } finally {
      await pebble.stop()
      await stack.stop()
      await folder.remove()
    }
  },
)

interface Result {
  states: object
  store: { location: string; keyLocation: string }
}

function issuedVersions(data: string): number {
  const database = new Database(join(data, 'agent.db'), { readonly: true })
  try {
    return (database.prepare('SELECT count(*) AS issued FROM certificate_versions WHERE issued_at IS NOT NULL').get() as { issued: number })
      .issued
  } finally {
    database.close()
  }
}

function publicKey(args: string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8' })
}
