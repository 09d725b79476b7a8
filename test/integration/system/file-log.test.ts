import { generateKeyPairSync } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFileLog } from '#main/system/log/file-log.adapter.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { noTinyDisk, tinyDisk } from '../../support/tiny-disk.ts'

/** A loaded machine is slow; what never happens still fails. */
const patience = { timeout: 20_000 }

describe('the log', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let now = Date.parse('2026-11-03T10:00:00Z')
  const clock = { now: () => now }
  const text = async (name = 'agent.log') => readFile(join(folder.path, name), 'utf8')
  const lines = async () =>
    (await text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  afterEach(() => folder.remove())

  test('is one JSON object a line, with the facts of the moment and those that always go along', async () => {
    const log = createFileLog({ folder: folder.path, clock })
    log.with({ runId: 'r1' }).with({ step: 'order' }).warn('the step took long', { seconds: 9 })
    log.info('started')
    await log.close()
    expect(await lines()).toEqual([
      { level: 'warn', at: '2026-11-03T10:00:00.000Z', runId: 'r1', step: 'order', seconds: 9, msg: 'the step took long' },
      { level: 'info', at: '2026-11-03T10:00:00.000Z', msg: 'started' },
    ])
  })

  test('says of an error what it was, its code and what caused it', async () => {
    const log = createFileLog({ folder: folder.path, clock })
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', config: { headers: { Authorization: 'Bearer abcdef' } } })
    log.error('call failed', { error: new Refusal('CLOUD_REFUSED', { reason: 'no' }, { cause }) })
    log.error('bare', new Error('given as facts'))
    await log.close()
    const [refused, bare] = await lines()
    expect(refused.error).toMatchObject({ name: 'Refusal', code: 'CLOUD_REFUSED', data: { reason: 'no' }, cause: { code: 'ECONNREFUSED' } })
    expect(refused.error.cause.config).toBeUndefined()
    expect(bare.error.message).toBe('given as facts')
  })

  test('never holds a secret, wherever a caller put it', async () => {
    const log = createFileLog({ folder: folder.path, clock })
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const body = pem.split('\n')[1] ?? ''
    const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJkZXZpY2UifQ.c2lnbmF0dXJl'
    log.info(`made ${pem}`, {
      pem,
      deep: { list: [{ assertion: jwt, note: `sent ${jwt}` }] },
      headers: { authorization: 'Bearer opaque-token-1' },
    })
    log
      .with({ sealKey: 'always-1' })
      .error('failed', { error: new Error(`bad ${pem}`, { cause: new Error(`GET https://u:hunter2@host/?token=opaque-token-2`) }) })
    log.info('url http://127.0.0.1:8080/#token=opaque-token-3', {
      password: 'hunter2',
      nested: { enrolmentToken: 'opaque-token-4' },
      bytes: Buffer.from('opaque'),
    })
    await log.close()
    const written = await text()
    for (const secret of [body, jwt, 'opaque-token', 'hunter2', 'always-1', 'c2lnbmF0dXJl']) expect(written).not.toContain(secret)
    expect(written).toContain('[redacted]')
  })

  test('never grows beyond its files, and keeps the newest lines', async () => {
    const log = createFileLog({ folder: folder.path, clock, fileSize: 4_000, olderFiles: 3 })
    for (let line = 1; line <= 2_000; line += 1) log.info('a line', { line })
    await log.close()
    const names = (await readdir(folder.path)).sort()
    expect(names).toEqual(['agent.log', 'agent.log.1', 'agent.log.2', 'agent.log.3'])
    for (const name of names) {
      const { size, mode } = await stat(join(folder.path, name))
      expect(size).toBeLessThan(5_000)
      expect(mode & 0o777).toBe(0o600)
    }
    expect((await text('agent.log.1')) + (await text())).toContain('"line":2000,')
  })

  test('goes on in the same file after a restart', async () => {
    for (const message of ['first start', 'second start']) {
      const log = createFileLog({ folder: folder.path, clock })
      log.info(message)
      await log.close()
    }
    expect((await lines()).map(({ msg }) => msg)).toEqual(['first start', 'second start'])
  })

  test('keeps no timer running', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length
    const before = timers()
    const log = createFileLog({ folder: folder.path, clock })
    log.info('started')
    expect(timers()).toBe(before)
    await log.close()
  })

  test('on a full disk loses lines and nothing else, and says so when there is space again', async ({ skip }) => {
    skip(noTinyDisk !== undefined, noTinyDisk)
    const disk = await tinyDisk(64)
    try {
      const log = createFileLog({ folder: disk.path, clock })
      log.info('before')
      await expect.poll(async () => (await stat(join(disk.path, 'agent.log'))).size, patience).toBeGreaterThan(0)
      await writeFile(join(disk.path, 'filler'), Buffer.alloc(200_000)).catch(() => undefined)
      for (let line = 0; line < 100; line += 1) log.info('x'.repeat(500), { line })
      await new Promise((resolve) => setTimeout(resolve, 500))
      await writeFile(join(disk.path, 'filler'), '')
      now += 11_000
      log.info('after')
      await log.close()
      const written = await readFile(join(disk.path, 'agent.log'), 'utf8')
      expect(written).toContain('"msg":"before"')
      expect(written).toContain('lines were lost')
      expect(written).toContain('"msg":"after"')
    } finally {
      await disk.remove()
    }
  })
})
