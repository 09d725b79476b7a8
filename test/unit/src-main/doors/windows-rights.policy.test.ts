import { expect, test } from 'vitest'
import { usersFolderRights } from '#main/doors/pipe/windows-rights.policy.ts'

/** Who, and with which rights: `(A;OICI;rights;;;who)`. */
const entries = new Map([...usersFolderRights.matchAll(/\(A;OICI;(\w+);;;(\w+)\)/g)].map(([, rights = '', who = '']) => [who, rights]))

test('people who sign in may look and read, the system and administrators all, and nobody else anything', () => {
  expect([...entries.keys()].sort()).toEqual(['BA', 'IU', 'SY'])
  expect([entries.get('SY'), entries.get('BA')]).toEqual(['FA', 'FA'])
  const rights = Number(entries.get('IU'))
  const [writeData, appendData, writeAttributes, deleteChild, remove, writeDac, writeOwner] = [2, 4, 0x100, 0x40, 0x10000, 0x40000, 0x80000]
  for (const change of [writeData, appendData, writeAttributes, deleteChild, remove, writeDac, writeOwner]) expect(rights & change).toBe(0)
  const [readData, execute] = [1, 0x20]
  for (const look of [readData, execute]) expect(rights & look).toBe(look)
})

test('nothing is inherited from the folder above', () => {
  expect(usersFolderRights).toMatch(/^D:P\(/)
})
