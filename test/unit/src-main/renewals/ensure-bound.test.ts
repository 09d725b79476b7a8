import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { expect, test } from 'vitest'
import type { CertificateRow } from '#main/certificates/certificate.repository.ts'
import type { IssuedVersion } from '#main/certificates/version.repository.ts'
import type { DeployTarget } from '#main/deploy-targets/target.port.ts'
import { ensureBound } from '#main/renewals/ensure-bound.ts'
import { keyHolders } from '#main/renewals/key-holders.policy.ts'

const certificate = { names: '["desk.acme.test"]', current_version: 1 } as CertificateRow
const version = { number: 1, thumbprint: 'AB', key_custody: 'destroyed', chain_pem: '' } as IssuedVersion
const places = {
  secrets: { seal: async () => new Uint8Array(), open: async () => new Uint8Array() },
  store: {
    load: async () => {
      throw new Refusal('KEY_NOT_EXPORTABLE', { name: 'desk.acme.test' })
    },
    sign: async () => undefined,
  },
}

function target(changes: Partial<DeployTarget> = {}): { target: DeployTarget; told: string[] } {
  const told: string[] = []
  const bind = async () => void told.push('with the key')
  return { told, target: { id: 'it', label: 'Some program', bound: async () => undefined, bind, address: () => undefined, ...changes } }
}

test('a program that finds the key in the store is told without it', async () => {
  const { told, target: program } = target({ bindStored: async (chain, thumbprint) => void told.push(`${chain.name} ${thumbprint}`) })
  await ensureBound(places, certificate, version, program)
  expect(told).toEqual(['desk.acme.test AB'])
})

test('a program that needs a key which the store gives to nobody is refused by name', async () => {
  const { told, target: program } = target()
  await expect(ensureBound(places, certificate, version, program)).rejects.toMatchObject({
    code: 'KEY_HELD_BY_STORE',
    data: { name: 'desk.acme.test', target: 'Some program' },
  })
  expect(told).toEqual([])
})

test('a sealed copy stays for programs that need the key, where the store gives it to nobody', () => {
  const [page, rdp] = [target().target, target({ label: 'Remote Desktop', bindStored: async () => undefined }).target]
  expect(keyHolders({ holdsKeys: true }, [page, rdp])).toEqual(['Some program'])
  expect(keyHolders({ holdsKeys: true }, [rdp])).toEqual([])
  expect(keyHolders({ holdsKeys: false }, [page, rdp])).toEqual([])
})
