import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createDisk } from '../../support/power-loss/disk.ts'
import { readTraces } from '../../support/power-loss/read-trace.ts'
import { needsStrace, startTraced, straceWorks } from '../../support/power-loss/traced-program.ts'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'

/** A line of progress is said after its step was committed: what it says must survive whatever comes. */
const moments = {
  'the key was made': /Private key made/,
  'the order was placed': /Certificate ordered/,
  'the name was proven': /Name proven/,
  'the certificate was issued': /Certificate issued/,
  'it was put into the store': /In the certificate store/,
  'programs were told': /Programs use it/,
  'it was seen being served': /Seen being served/,
}

describe.skipIf(!straceWorks)(`the power goes${straceWorks ? '' : ` (${needsStrace})`}`, () => {
  const practice = practiceForTests()

  it('on this simulated disk what was not synced is lost, a database that does not sync loses what it committed', async () => {
    const [before, after] = [join(practice.folder, 'disk', 'before'), join(practice.folder, 'disk', 'after')]
    mkdirSync(before, { recursive: true })
    const script = join(practice.folder, 'disk', 'writes.mjs')
    writeFileSync(script, writesWithAndWithoutSync)
    const program = startTraced(script, [before], join(practice.folder, 'disk', 'trace'))
    await program.says(/done/)
    await program.cutPower()
    const disk = createDisk(before)
    for (const call of readTraces(program.traces())) disk.apply(call)
    disk.writeTo(after)
    expect(readFileSync(join(after, 'synced'), 'utf8')).toBe('first')
    expect(existsSync(join(after, 'not-synced'))).toBe(false)
    expect(existsSync(join(after, 'renamed'))).toBe(false)
    expect(rowsIn(join(after, 'databases', 'full.db'))).toBe(1)
    expect(rowsIn(join(after, 'databases', 'off.db'))).toBe(0)
  })

  it.each(Object.entries(moments))('after %s: what was not yet on the disk is lost, and the next start goes on', async (moment, said) => {
    const name = moment.replaceAll(' ', '-')
    const before = join(practice.folder, name, 'before')
    const after = join(practice.folder, name, 'after')
    mkdirSync(before, { recursive: true })
    const program = startTraced(
      'out/main/headless.js',
      agentArguments(practice.stack, before, '--no-browser'),
      join(practice.folder, name, 'trace'),
    )
    await program.says(said)
    await program.cutPower()
    const disk = createDisk(join(before, 'agent'))
    for (const call of readTraces(program.traces())) disk.apply(call)
    const kept = disk.writeTo(join(after, 'agent'))
    expect(kept).toEqual(expect.arrayContaining(['agent.db', 'secrets.key']))
    const orders = practice.stack.orders()
    const recorded = steps(after)
    expect(recorded.integrity).toBe('ok')
    // The step that was said to be done is, and no later one is claimed that the disk does not know of.
    expect(recorded.done).toEqual(expect.arrayContaining(doneWhen(moment)))

    const next = startHeadless(agentArguments(practice.stack, after, '--once', '--json'))
    expect(await next.ended, next.stderr()).toBe(0)
    const result = JSON.parse(next.stdout().trimEnd().split('\n').at(-1) ?? '') as {
      states: object
      store: { location: string; keyLocation: string }
    }
    expect(result.states).toEqual({ issued: true, installed: true, bound: true, verified: true })
    // Between the key and the order one may have been placed that nobody could write down; the practice authority lists none.
    if (moment !== 'the key was made') expect(practice.stack.orders()).toBe(orders)
    expect(publicKey(['x509', '-in', result.store.location, '-noout', '-pubkey'])).toBe(
      publicKey(['pkey', '-in', result.store.keyLocation, '-pubout']),
    )
  })
})

/** Beside this checkout's own copy of SQLite, so that the agent's and the test's are the same. */
const writesWithAndWithoutSync = `
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
const Database = createRequire(join(process.cwd(), 'package.json'))('better-sqlite3')
const at = (name) => join(process.argv[2], name)
mkdirSync(at('databases'))
const synced = openSync(at('synced'), 'w')
writeSync(synced, 'first')
fsyncSync(synced)
writeSync(synced, ' second')
writeFileSync(at('not-synced'), 'lost')
const moved = openSync(at('moved'), 'w')
fsyncSync(moved)
closeSync(moved)
renameSync(at('moved'), at('renamed'))
for (const mode of ['full', 'off']) {
  const database = new Database(at('databases/' + mode + '.db'))
  database.pragma('journal_mode = WAL')
  database.exec('CREATE TABLE t (a)')
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.pragma('synchronous = ' + mode)
  database.exec('INSERT INTO t VALUES (1)')
}
console.log('done')
setInterval(() => undefined, 1000)
`

function rowsIn(file: string): number {
  const database = new Database(file)
  try {
    return (database.prepare('SELECT count(*) AS rows FROM t').get() as { rows: number }).rows
  } finally {
    database.close()
  }
}

function doneWhen(moment: string): string[] {
  const names = ['key', 'order', 'challenge', 'certificate', 'store', 'programs', 'proof']
  const index = Object.keys(moments).indexOf(moment)
  // The key is made beside the order and the proof of the names.
  return index < 3 ? [names[index] ?? ''] : names.slice(0, index + 1)
}

function steps(device: string): { integrity: unknown; done: string[] } {
  const database = new Database(join(device, 'agent', 'agent.db'))
  try {
    const integrity = database.pragma('integrity_check', { simple: true })
    const rows = database.prepare(`SELECT step FROM run_steps WHERE status = 'done'`).all() as { step: string }[]
    return { integrity, done: rows.map(({ step }) => step) }
  } finally {
    database.close()
  }
}

function publicKey(args: string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8' })
}
