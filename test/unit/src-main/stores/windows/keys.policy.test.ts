import { describe, expect, test } from 'vitest'
import { isKeyGone, type KeyPlace, keyFileOf } from '#main/stores/windows/key-place.policy.ts'
import { type AccessRule, fullControl, planRights, read, wantedRights } from '#main/stores/windows/key-rights.policy.ts'

const [owner, system, administrators, users, networkService] = [
  'S-1-5-21-1-2-3-1001',
  'S-1-5-18',
  'S-1-5-32-544',
  'S-1-5-32-545',
  'S-1-5-20',
]
const allow = (sid: string, rights = fullControl): AccessRule => ({ sid, rights, allows: true })

describe('where a private key lies', () => {
  const folders = { all: 'C:\\ProgramData', own: 'C:\\Users\\ana\\AppData\\Roaming', home: '/home/ana' }
  const at = (place: Partial<KeyPlace>) =>
    keyFileOf(
      { kind: 'cng', provider: 'Microsoft Software Key Storage Provider', container: 'k1', machine: true, ...place },
      'AB',
      owner,
      folders,
    )

  test.each<[string, Partial<KeyPlace>, string | undefined]>([
    ['a key of the machine', {}, 'C:\\ProgramData\\Microsoft\\Crypto\\Keys\\k1'],
    ['a key of the user', { machine: false }, 'C:\\Users\\ana\\AppData\\Roaming\\Microsoft\\Crypto\\Keys\\k1'],
    ['an older key of the machine', { kind: 'capi' }, 'C:\\ProgramData\\Microsoft\\Crypto\\RSA\\MachineKeys\\k1'],
    [
      'an older key of the user',
      { kind: 'capi', machine: false },
      `C:\\Users\\ana\\AppData\\Roaming\\Microsoft\\Crypto\\RSA\\${owner}\\k1`,
    ],
    ['a key in the TPM', { provider: 'Microsoft Platform Crypto Provider' }, undefined],
    ['a key on a card', { provider: 'Microsoft Smart Card Key Storage Provider' }, undefined],
    ['a key without a name', { container: '' }, undefined],
    ['a key of .NET elsewhere', { kind: 'file' }, '/home/ana/.dotnet/corefx/cryptography/x509stores/my/AB.pfx'],
  ])('%s is found where Windows keeps it', (_, place, file) => {
    expect(at(place)).toBe(file)
  })

  test('a key that is out of reach just now is not taken for lost', () => {
    for (const gone of [0x80090016, 0x8009000d, 0x80070002]) expect(isKeyGone(gone | 0)).toBe(true)
    for (const stillThere of [0x80070005, 0x80090010, 0x8010006e, 0]) expect(isKeyGone(stillThere | 0)).toBe(false)
  })
})

describe('who may use a private key', () => {
  const wanted = wantedRights(owner, [networkService])

  test('is its owner, the system, its administrators, and whom a program that reads it runs as', () => {
    expect(wanted).toEqual([allow(owner), allow(system), allow(administrators), allow(networkService, read)])
    expect(wantedRights(system, [system]).map(({ sid }) => sid)).toEqual([system, administrators])
  })

  test('nothing is changed where all is as it should be, however it is written', () => {
    expect(planRights(wanted, wanted)).toEqual({ change: false, opened: undefined })
    const inParts = [...wanted.slice(0, 3), allow(networkService, 0x1), allow(networkService, read & ~0x1)]
    expect(planRights(inParts, wanted)).toEqual({ change: false, opened: undefined })
  })

  test('a right that a renewal took from a program is given again, and that is no opened key', () => {
    expect(planRights(wanted.slice(0, 3), wanted)).toEqual({ change: true, opened: undefined })
    expect(planRights([], wanted)).toEqual({ change: true, opened: undefined })
    expect(planRights([...wanted, { sid: networkService, rights: read, allows: false }], wanted)).toMatchObject({ change: true })
  })

  test('what others had is taken and told, the worst of it first', () => {
    expect(planRights([...wanted, allow(users, 0x80), allow('S-1-1-0', read)], wanted)).toEqual({
      change: true,
      opened: { rights: 'S-1-1-0 0x120089', readable: true },
    })
    expect(planRights([...wanted, allow(users, 0x80)], wanted).opened).toEqual({ rights: `${users} 0x80`, readable: false })
    expect(planRights([...wanted.slice(0, 3), allow(networkService)], wanted)).toMatchObject({ change: true, opened: { readable: true } })
  })
})
