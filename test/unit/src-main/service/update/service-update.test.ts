import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, test } from 'vitest'
import { createServiceUpdate, type WantedUpdate } from '#main/service/update/service-update.service.ts'
import type { Signature } from '#main/service/update/signature.policy.ts'
import { updatePlaces } from '#main/service/update/update-plan.policy.ts'
import { readRecord } from '#main/service/update/update-record.policy.ts'
import { refusalCode } from '../../../../support/refusal-code.ts'
import { windowsInMemory } from '../../../../support/windows-in-memory.ts'

const node = 'C:\\Program Files\\MyL.Zip SSL\\resources\\service\\node.exe'
const places = updatePlaces(node, 'C:\\Windows\\System32')
const fetched = 'C:\\Users\\ana\\AppData\\Local\\mylzip-ssl-updater\\pending\\MyL.Zip SSL Setup 1.1.0 x64.exe'
const closed = 'C:\\Program Files\\mylzip-ssl-update.20261127T090000000Z'
const setup = `${closed}\\setup.exe`
const maker = 'CN=MyL.Zip, O=MyL.Zip, C=AT'
const ours: Signature = { status: 'Valid', subject: maker, product: 'MyL.Zip SSL', version: '1.0.0', isOfMachine: true }
const wanted: WantedUpdate = { file: fetched, mayBeOlder: false, evenDuringRun: false, startsAgain: true }

interface Machine {
  isAdministrator?: boolean
  /** Of what the file holds. */
  signed?: Partial<Signature>
  program?: Partial<Signature>
  writers?: string
  isAtWork?: boolean
  serviceRuns?: boolean
  begins?: Error
  files?: Record<string, string>
  held?: string
  at?: typeof places
}

async function machine(given: Machine = {}) {
  const { at = places, begins, held, isAdministrator = true, isAtWork = false, serviceRuns = true, signed, writers } = given
  const files = { [places.program]: 'the program', [fetched]: 'the installer', '/scripts/watch.ps1': 'watch', ...given.files }
  const windows = windowsInMemory({ files, isAdministrator, ...(held !== undefined && { held }) })
  if (serviceRuns) for (const verb of ['create', 'start']) await windows.host.call({ program: 'sc.exe', args: [verb, 'MyLZipSsl'] })
  await windows.wait(1)
  windows.calls.length = 0
  const begun: string[][] = []
  const looked: string[] = []
  const { update } = createServiceUpdate({
    host: windows.host,
    places: at,
    version: '1.0.0',
    async copy(from, to) {
      const text = windows.files.get(from)
      if (text === undefined) throw new Refusal('INPUT_FILE_UNREADABLE', { file: from, reason: 'it is not there' })
      windows.files.set(to, text)
      return { size: text.length, sha512: `hash of ${text}` }
    },
    async readSignature(file) {
      looked.push(file)
      return file === places.program ? { ...ours, ...given.program } : { ...ours, version: '1.1.0', ...signed }
    },
    otherWriters: async () => writers,
    isAtWork: async () => isAtWork,
    watchScript: '/scripts/watch.ps1',
    async begin(watchArguments, place) {
      if (begins) throw begins
      begun.push([watchArguments, place])
    },
    now: () => Date.UTC(2026, 10, 27, 9),
  })
  return { windows, update, begun, looked, record: () => readRecord(windows.files.get(places.record) ?? '') }
}

test('what is looked at is the copy where only administrators write, and that copy is run', async () => {
  const { begun, looked, record, update, windows } = await machine()
  expect(await update(wanted)).toBe('1.1.0')
  expect(windows.calls.map(({ args }) => args.slice(0, 2).join(' '))).toEqual([
    'query HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion',
    `${closed} /setowner`,
    `${closed} /inheritance:r`,
    'queryex MyLZipSsl',
  ])
  expect(looked).toEqual([places.program, setup])
  expect(windows.files.get(setup)).toBe('the installer')
  expect(begun).toEqual([
    [
      `-NoLogo -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "${closed}\\watch.ps1" -Plan "${closed}\\plan.json"`,
      'C:\\Program Files',
    ],
  ])
  expect(JSON.parse(windows.files.get(`${closed}\\plan.json`) ?? '')).toEqual({
    folder: closed,
    temporary: `${closed}\\temporary`,
    program: setup,
    arguments: '--updated /S --force-run /allusers',
    record: places.record,
    from: '1.0.0',
    version: '1.1.0',
    otherwise: { program: 'C:\\Windows\\System32\\sc.exe', arguments: 'start MyLZipSsl' },
  })
  expect(await windows.host.exists(`${closed}\\temporary`)).toBe(true)
  expect(record()).toEqual({ kind: 'begun', at: Date.UTC(2026, 10, 27, 9), folder: closed, from: '1.0.0', version: '1.1.0' })
})

test('a service that does not run is not started by an update that fails, nor a window by one without', async () => {
  const { update, windows } = await machine({ serviceRuns: false })
  await update({ ...wanted, startsAgain: false })
  expect(JSON.parse(windows.files.get(`${closed}\\plan.json`) ?? '')).toMatchObject({
    otherwise: null,
    arguments: '--updated /S /allusers',
  })
})

describe('nothing is run, nothing is left but why,', () => {
  test.each<[string, Machine, Partial<WantedUpdate>, string]>([
    ['where nobody has signed it', { signed: { status: 'NotSigned', subject: null } }, {}, 'UPDATE_UNSIGNED'],
    ['where only this person’s Windows believes the signature', { signed: { isOfMachine: false } }, {}, 'UPDATE_UNSIGNED'],
    ['where somebody else has', { signed: { subject: 'CN=Mallory' } }, {}, 'UPDATE_OTHER_PUBLISHER'],
    ['where it is another product', { signed: { product: 'Node.js' } }, {}, 'UPDATE_OTHER_PRODUCT'],
    ['where it is an older version', { signed: { version: '0.9.0' } }, {}, 'UPDATE_NOT_NEWER'],
    ['where another version was offered', {}, { version: '1.2.0' }, 'UPDATE_OTHER_VERSION'],
    ['where its size is another', {}, { size: 4 }, 'UPDATE_CHANGED'],
    ['where its bytes are others', {}, { sha512: 'hash of something' }, 'UPDATE_CHANGED'],
    ['where the installed program is not signed', { program: { status: 'NotSigned', subject: null } }, {}, 'UPDATE_PROGRAM_UNSIGNED'],
    ['where somebody else may write beside it', { writers: 'another user may change it (S-1-5-11)' }, {}, 'UPDATE_FOLDER_OPEN'],
    ['in the middle of a run', { isAtWork: true }, {}, 'UPDATE_DURING_RUN'],
    ['where there is no such file', {}, { file: 'C:\\nowhere.exe' }, 'INPUT_FILE_UNREADABLE'],
    ['where it cannot be begun', { begins: new Refusal('POWERSHELL_FAILED', { script: 'x', reason: 'y' }) }, {}, 'UPDATE_NOT_BEGUN'],
  ])('%s', async (_, given, wish, code) => {
    const { begun, record, update, windows } = await machine(given)
    expect(await refusalCode(update({ ...wanted, ...wish }))).toBe(code)
    expect(begun).toEqual([])
    expect([...windows.files.keys()].filter((file) => file.startsWith(closed))).toEqual([])
    expect(await windows.host.exists(closed)).toBe(false)
    expect(record()).toMatchObject({ kind: 'refused', code })
  })

  test.each<[string, Machine, string]>([
    ['where the person is no administrator', { isAdministrator: false }, 'SERVICE_NEEDS_ADMINISTRATOR'],
    [
      'where the program is not everybody’s',
      { at: updatePlaces('C:\\Users\\ana\\MyL.Zip SSL\\resources\\service\\node.exe', 'C:\\Windows\\System32') },
      'SERVICE_PROGRAM_OPEN',
    ],
  ])('%s', async (_, given, code) => {
    const { begun, update, windows } = await machine(given)
    expect(await refusalCode(update(wanted))).toBe(code)
    expect(begun).toEqual([])
    expect(await windows.host.exists(closed)).toBe(false)
  })
})

test('an administrator may update in the middle of a run, and go back', async () => {
  const { begun, update } = await machine({ isAtWork: true, signed: { version: '0.9.0' } })
  expect(await update({ ...wanted, evenDuringRun: true, mayBeOlder: true })).toBe('0.9.0')
  expect(begun).toHaveLength(1)
})

describe('what an earlier update has left', () => {
  const earlier = 'C:\\Program Files\\mylzip-ssl-update.20261126T090000000Z'
  const left = JSON.stringify({ kind: 'ended', at: 1, folder: earlier, from: '0.9.0', version: '1.0.0', exitCode: 0, reason: '' })

  test('is removed by the next one', async () => {
    const { update, windows } = await machine({ files: { [places.record]: left, [`${earlier}\\setup.exe`]: 'busy then' } })
    await update(wanted)
    expect([...windows.files.keys()].filter((file) => file.startsWith(earlier))).toEqual([])
  })

  test('is removed also where nothing is known of it any more, unless something may still run in it', async () => {
    const below = 'C:\\Program Files\\'
    const old = `${below}mylzip-ssl-update.20260901T090000000Z`
    const busy = `${below}mylzip-ssl-update.20260902T090000000Z`
    const names = [old, busy, `${old}.over`, `${below}mylzip-ssl-update.20261127T085900000Z`, `${below}mylzip-ssl-update-notes`]
    const files = Object.fromEntries(names.map((folder) => [`${folder}\\setup.exe`, '']))
    const { update, windows } = await machine({ files, held: busy })
    await update(wanted)
    const left = (await windows.host.list('C:\\Program Files')).filter((name) => name.startsWith('mylzip-ssl-update'))
    const expected = [busy, closed, ...names.slice(3)].map((folder) => folder.slice(below.length))
    expect(left.sort()).toEqual(expected.sort())
  })

  test('stays whole while it runs, and keeps the next one from beginning', async () => {
    const files = { [places.record]: left, [`${earlier}\\setup.exe`]: 'busy' }
    const { begun, record, update, windows } = await machine({ files, held: earlier })
    expect(await refusalCode(update(wanted))).toBe('UPDATE_UNDER_WAY')
    expect(begun).toEqual([])
    expect(windows.files.get(`${earlier}\\setup.exe`)).toBe('busy')
    expect(record()).toMatchObject({ kind: 'refused', folder: earlier })
  })
})
