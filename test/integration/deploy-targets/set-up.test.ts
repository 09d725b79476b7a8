import { readFileSync, writeFileSync } from 'node:fs'
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runRepository } from '#main/certificates/run.repository.ts'
import { targetRepository } from '#main/certificates/target.repository.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { settingsTold } from '#main/diagnostics/settings-told.ts'
import { createKeeper } from '#main/renewals/keeper.service.ts'
import { ask } from '../../support/https-client.ts'
import { missingNginx, startTlsNginx, type TlsNginx } from '../../support/nginx.ts'
import { outcome } from '../../support/operations.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'
import { type RenewalBench, startRenewalBench } from '../../support/renewal-bench.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

const missing = missingNginx ?? (pebbleIsThere ? undefined : needsPebble)
const name = 'intranet.myl.test'

/** What a person would write who runs an nginx: it takes no other one than a file `refuse` names, and waits while there is one `wait`. */
const script = (folder: string) => `#!/bin/sh
set -eu
cd ${folder}
echo "$MYLZIP_ACTION $MYLZIP_NAME $MYLZIP_THUMBPRINT" >> calls
env | cut -d= -f1 | sort > environment
stat -c %a "$MYLZIP_KEY_FILE" "$(dirname "$MYLZIP_KEY_FILE")" > rights
openssl pkcs12 -legacy -in "$MYLZIP_PFX_FILE" -passin "file:$MYLZIP_PFX_PASSWORD_FILE" -nodes -noout
while [ -e wait ]; do touch waits; sleep 0.05; done
if [ -e refuse ] && [ "$(cat refuse)" != "$MYLZIP_THUMBPRINT" ]; then echo 'the intranet is closed today' >&2; exit 3; fi
cp "$MYLZIP_FULLCHAIN_FILE" served.pem.new && cp "$MYLZIP_KEY_FILE" served.key
mv served.pem.new served.pem
kill -HUP "$(cat pid-file-of-nginx | xargs cat)"
`

describe.skipIf(missing)(`programs that a person sets up${missing ? ` (${missing})` : ''}`, () => {
  let pebble: StartedPebble
  let bench: RenewalBench
  let nginx: TlsNginx
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let id = ''
  let stopping = false
  const at = (file: string) => join(folder.path, file)
  const settings = () =>
    TargetSettings.parse({ kind: 'script', program: at('give.sh'), timeoutSeconds: 20, seenAt: { host: '127.0.0.1', port: nginx.port } })
  const certificate = async () => bench.certificates.get(id)
  const thumbprint = async () => (await certificate()).current?.thumbprint
  const served = async () => (await ask({ port: nginx.port, name, ca: await pebble.issuingRoot() })).thumbprint
  /** A worker of before may take one more connection while it ends. */
  const isServed = (wanted: string | undefined) => expect.poll(served, { timeout: 10_000, interval: 20 }).toBe(wanted)
  const calls = () => readFileSync(at('calls'), 'utf8').trim().split('\n')
  const filesIn = async (folder: string) => (await readdir(folder)).sort()

  beforeAll(async () => {
    pebble = await startPebble()
    const extraRootsPem = `${pebble.rootPem}\n${await pebble.issuingRoot()}`
    bench = await startRenewalBench({
      directories: [pebble.directoryUrl],
      extraRootsPem,
      solver: pebble.solver(),
      stopping: () => stopping,
    })
    folder = await temporaryFolder()
    const before = await (await createTestAuthority()).issue({ names: [name] })
    await writeFile(at('served.pem'), before.certificatePem)
    await writeFile(at('served.key'), before.privateKeyPem)
    nginx = await startTlsNginx({ certificate: at('served.pem'), key: at('served.key') })
    await writeFile(at('pid-file-of-nginx'), nginx.pidFile)
    await writeFile(at('give.sh'), script(folder.path), { mode: 0o700 })
    await chmod(at('give.sh'), 0o700)
    id = await bench.ordered([name])
  })
  afterAll(async () => {
    await nginx?.stop()
    await bench?.stop()
    await pebble?.stop()
    await folder?.remove()
  })

  test('a certificate that no program presents is done once it is in the store; with a program it is not, until that is seen', async () => {
    expect(await certificate()).toMatchObject({ health: 'protected', current: { states: { verified: null } } })
    const { changes, seen, problem } = await bench.programs.test({ certificateId: id, settings: settings() })
    expect({ changes, seen, problem: problem?.code }).toEqual({
      changes: [expect.stringContaining('give.sh is run with the certificate')],
      seen: false,
      problem: 'PROOF_WRONG_CERTIFICATE',
    })
    const added = await bench.programs.add({ certificateId: id, settings: settings(), label: 'The intranet' })
    expect(added).toMatchObject({ kind: 'script', label: 'The intranet', consumer: null })
    expect((await certificate()).health).not.toBe('protected')

    const applied = await bench.programs.apply(added.id)
    expect(applied.consumer).toMatchObject({ verifiedAt: expect.any(String), trust: 'root', failure: null })
    expect(await certificate()).toMatchObject({ health: 'protected', current: { states: { bound: expect.any(String) } } })
    expect(calls()).toEqual([`bind ${name} ${await thumbprint()}`])
  })

  test('a script gets what the documents say and nothing else, by files that nobody else can read and that are gone afterwards', async () => {
    const given = (await readFile(at('environment'), 'utf8')).trim().split('\n')
    expect(given.filter((variable) => variable.startsWith('MYLZIP_'))).toEqual([
      ...['MYLZIP_ACTION', 'MYLZIP_CERTIFICATE_FILE', 'MYLZIP_CHAIN_FILE', 'MYLZIP_FULLCHAIN_FILE', 'MYLZIP_KEY_FILE'],
      ...['MYLZIP_NAME', 'MYLZIP_PFX_FILE', 'MYLZIP_PFX_PASSWORD_FILE', 'MYLZIP_THUMBPRINT'],
    ])
    expect(given).not.toContain('NODE_ENV')
    expect(await readFile(at('rights'), 'utf8')).toBe('600\n700\n')
    expect(await filesIn(join(bench.folder, 'for-scripts'))).toEqual([])
  })

  test('a renewal gives each program the next one, in the order they were set up', async () => {
    const files = TargetSettings.parse({
      kind: 'files',
      folder: folder.path,
      files: [
        { content: 'fullchain', name: 'mail.pem' },
        { content: 'key', name: 'mail.key', mode: '0640' },
      ],
    })
    await writeFile(at('mail.pem'), 'what was there before')
    // While the programs of the certificate are told, no other one comes in between.
    const telling = Promise.withResolvers<void>()
    const told = bench.turns.take(id, () => telling.promise)
    const adding = bench.programs.add({ certificateId: id, settings: files })
    await wait(100)
    expect(await bench.programs.list(id, { withArguments: true })).toHaveLength(1)
    telling.resolve()
    await told
    const { id: targetId } = await adding
    expect(await bench.renewed(id)).toBeUndefined()
    // The files were missing: the same version was given to them, and no other one was ordered for that.
    expect((await certificate()).current?.number).toBe(1)
    expect(await readFile(at('mail.pem.before-mylzip'), 'utf8')).toBe('what was there before')
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await certificate()).toMatchObject({ health: 'protected', current: { number: 2, consumers: [{}, {}] } })
    expect((await bench.programs.preview({ targetId })).bound).toBe(await thumbprint())
  })

  test('one that fails gets back what it had, alone: the others stay with the new one, and nothing is renewed twice for it', async () => {
    const before = await thumbprint()
    writeFileSync(at('refuse'), before ?? '')
    expect(await bench.renewed(id)).toBe('TARGET_FAILED')
    const after = await thumbprint()
    expect(after).not.toBe(before)
    const [intranet, mail] = await bench.programs.list(id, { withArguments: true })
    expect(intranet?.consumer?.failure?.sentence).toContain('ended with code 3 (the intranet is closed today)')
    expect(mail?.consumer).toMatchObject({ verifiedAt: expect.any(String), failure: null })
    expect((await certificate()).health).not.toBe('protected')
    expect(calls().slice(-2)).toEqual([`bind ${name} ${after}`, `bind ${name} ${before}`])
    await isServed(before)

    // Runs try it again; between them it is left with what it has, and the others with what they have.
    const { serveAgain } = createKeeper({ ...bench, isBusy: async () => false, stopping: () => false })
    const told = calls().length
    expect(await serveAgain()).toEqual([id])
    expect(calls()).toHaveLength(told)
    await rm(at('refuse'))
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await thumbprint()).toBe(after)
    await isServed(after)
    expect((await certificate()).health).toBe('protected')
  })

  test('what is cut off in the middle goes on there: the script is run again, and nothing is ordered anew', async () => {
    const [before, told] = [await thumbprint(), calls().length]
    writeFileSync(at('wait'), '')
    await rm(at('waits'), { force: true })
    const { runId, ended } = await bench.renewals.start(id, 'asked')
    await expect.poll(() => filesIn(folder.path), { timeout: 20_000 }).toContain('waits')
    stopping = true
    bench.endPrograms()
    await ended
    expect(await runRepository(bench.db).find(runId)).toMatchObject({ status: 'running' })
    // The agent that starts next has a database, the script, and nothing else.
    await rm(at('wait'))
    stopping = false
    bench.beginAnew()
    await bench.renewals.resume(runId)
    expect(await runRepository(bench.db).find(runId)).toMatchObject({ status: 'succeeded', failure_code: null })
    const after = await thumbprint()
    expect(after).not.toBe(before)
    expect(calls().slice(told)).toEqual([`bind ${name} ${after}`, `bind ${name} ${after}`])
    expect(await filesIn(join(bench.folder, 'for-scripts'))).toEqual([])
  })

  test('who may look and no more is told how many arguments a script has, and none of them; neither are diagnostics', async () => {
    const secret = '--password=of-the-intranet'
    const wanted = { ...settings(), program: at('other.sh'), arguments: ['--site', secret] }
    await writeFile(at('other.sh'), '#!/bin/sh\nexit 0\n', { mode: 0o700 })
    const { id: targetId } = await bench.programs.add({ certificateId: id, settings: wanted, label: 'With arguments' })
    const seen = async (withArguments: boolean) => (await bench.programs.list(id, { withArguments })).find((each) => each.id === targetId)
    expect(await seen(true)).toMatchObject({ settings: { arguments: ['--site', secret] }, hiddenArguments: 0 })
    expect(await seen(false)).toMatchObject({ settings: { program: at('other.sh'), arguments: [] }, hiddenArguments: 2 })
    const all = await bench.programs.list(undefined, { withArguments: false })
    const told = await settingsTold(
      { authorities: { list: async () => [] }, proofs: { listDnsServers: async () => [] }, targets: bench.programs },
      { pause: null },
    )
    expect(told).toMatchObject({ dnsServers: 0, targets: all, pause: null })
    for (const text of [JSON.stringify(all), JSON.stringify(told)]) {
      expect(text).toContain('With arguments')
      expect(text).not.toContain(secret)
      expect(text).not.toContain('--site')
    }
    await bench.programs.remove({ targetId, giveBack: false })
  })

  test('a person has one go back, and it is left so until there is another version or they ask for it', async () => {
    const [intranet, mail] = await bench.programs.list(id, { withArguments: true })
    const now = (await certificate()).current
    // Said beforehand: to what each can go back, and what would stay of it.
    expect(intranet).toMatchObject({
      before: { version: { number: (now?.number ?? 0) - 1 }, found: false },
      stays: [expect.stringContaining('is not run any more')],
    })
    expect(mail?.before.found).toBe(true)
    const back = await bench.programs.rollBack({ targetId: intranet?.id ?? '', to: 'version' })
    expect(back).toMatchObject({ rolledBackFrom: now?.number, consumer: null })
    const previous = await versionRepository(bench.db).find(id, (now?.number ?? 0) - 1)
    expect(calls().at(-1)).toBe(`bind ${name} ${previous?.thumbprint}`)
    const { serveAgain } = createKeeper({ ...bench, isBusy: async () => false, stopping: () => false })
    expect(await serveAgain()).toEqual([])
    expect(calls().at(-1)).toBe(`bind ${name} ${previous?.thumbprint}`)
    expect(await bench.programs.apply(intranet?.id ?? '')).toMatchObject({ rolledBackFrom: null, consumer: { failure: null } })

    expect(await bench.programs.rollBack({ targetId: mail?.id ?? '', to: 'found' })).toMatchObject({ rolledBackFrom: now?.number })
    expect(await readFile(at('mail.pem'), 'utf8')).toBe('what was there before')
    expect(await filesIn(folder.path)).not.toContain('mail.key')
    expect(await outcome(bench.programs.rollBack({ targetId: intranet?.id ?? '', to: 'found' }))).toBe('TARGET_NOTHING_BEFORE')
    await bench.programs.apply(mail?.id ?? '')
  })

  test('a licence that was lost keeps nothing that is set up from the next certificate; what is new waits for one', async () => {
    const before = await thumbprint()
    bench.rules.licence = new Refusal('LICENCE_EXPIRED', { feature: 'programs', endedAt: '2026-11-01T00:00:00.000Z' })
    const other = { ...settings(), arguments: ['--other'] }
    expect(await outcome(bench.programs.add({ certificateId: id, settings: other }))).toBe('LICENCE_EXPIRED')
    expect(await bench.renewed(id)).toBeUndefined()
    expect(await thumbprint()).not.toBe(before)
    await isServed(await thumbprint())
    bench.rules.licence = undefined
  })

  test('what the organisation does not allow is told nothing, and its certificate is not held up by it', async () => {
    const before = await thumbprint()
    bench.rules.forbidden = ['script']
    const [intranet] = await bench.programs.list(id, { withArguments: true })
    expect(intranet?.allowed).toBe(false)
    expect(await outcome(bench.programs.apply(intranet?.id ?? ''))).toBe('SET_BY_ORGANISATION')
    expect(await bench.renewed(id)).toBeUndefined()
    expect((await certificate()).health).toBe('protected')
    await isServed(before)
    bench.rules.forbidden = []
    await bench.programs.apply(intranet?.id ?? '')
    await isServed(await thumbprint())
  })

  test('two targets have no place in common, and one that is removed says what stays, or gives back what was there', async () => {
    expect(await outcome(bench.programs.add({ certificateId: id, settings: settings() }))).toBe('TARGET_EXISTS')
    const [intranet, mail] = await bench.programs.list(id, { withArguments: true })
    expect(await bench.programs.remove({ targetId: mail?.id ?? '', giveBack: true })).toMatchObject({ givenBack: true, stays: [] })
    expect(await readFile(at('mail.pem'), 'utf8')).toBe('what was there before')
    expect((await bench.programs.remove({ targetId: intranet?.id ?? '', giveBack: false })).stays).toEqual([
      'What the script did stays as it is; it is not run any more.',
    ])
    expect(await targetRepository(bench.db).all()).toEqual([])
    // It is kept for use elsewhere again, and done.
    expect(await certificate()).toMatchObject({ health: 'protected', current: { consumers: [] } })
    const { entries } = await bench.foundations.audit.list({ limit: 200 })
    const actions = new Set(entries.map(({ action }) => action))
    for (const action of ['target-added', 'target-rolled-back', 'target-given-back', 'target-removed']) expect(actions).toContain(action)
  })
})
