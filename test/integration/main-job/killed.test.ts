import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'

const practice = practiceForTests()

/** A line of progress is said after its step was committed: whoever sees it may pull the plug. */
const moments = {
  'the key was made': /Private key made/,
  'the order was placed': /Certificate ordered/,
  'the name was proven': /Name proven/,
  'the certificate was issued': /Certificate issued/,
  'it was put into the store': /In the certificate store/,
  'programs were told': /Programs use it/,
}

const keyMayBeOnItsWay = ['the order was placed', 'the name was proven']

describe('a process that is killed in the middle of a run', () => {
  it.each(Object.entries(moments))('after %s, the next start finishes it', async (moment, line) => {
    const device = mkdtempSync(join(tmpdir(), 'mylzip-killed-'))
    try {
      const killed = startHeadless(agentArguments(practice.stack, device, '--no-browser'))
      await killed.says(line)
      killed.process.kill('SIGKILL')
      await killed.ended
      const before = recorded(device)
      const orders = practice.stack.orders()

      const next = startHeadless(agentArguments(practice.stack, device, '--once', '--json'))
      expect(await next.ended, next.stderr()).toBe(0)
      const result = JSON.parse(next.stdout().trimEnd().split('\n').at(-1) ?? '') as { states: object; serial: string }
      expect(result.states).toEqual({ issued: true, installed: true, bound: true, verified: true })

      const after = recorded(device)
      expect(after.versions).toBe(1)
      // The key is made beside order and challenge: there it may still have been on its way.
      if (keyMayBeOnItsWay.includes(moment)) expect([undefined, after.key]).toContainEqual(before.key)
      else expect(after.key).toEqual(before.key)
      expect(after.runs).toEqual([{ status: 'succeeded' }])
      // Only between the key and the order may the killed process have asked for one it could not write down.
      if (moment !== 'the key was made') expect(practice.stack.orders()).toBe(orders)
      if (before.serial) expect(result.serial).toBe(before.serial)
    } finally {
      rmSync(device, { recursive: true, force: true })
    }
  })
})

/** What the agent had written down, as anybody may read it from its database. */
function recorded(device: string) {
  const database = new Database(join(device, 'agent', 'agent.db'))
  try {
    const version = database.prepare('SELECT sealed_key AS key, serial FROM certificate_versions').get() as {
      key: Buffer
      serial: string | null
    }
    const { versions } = database.prepare('SELECT count(*) AS versions FROM certificate_versions').get() as { versions: number }
    return { ...version, versions, runs: database.prepare('SELECT status FROM runs').all() }
  } finally {
    database.close()
  }
}
