import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CertificateRow } from '#main/certificates/certificate.repository.ts'
import type { IssuedVersion } from '#main/certificates/version.repository.ts'
import type { DeployTarget } from '#main/deploy-targets/target.port.ts'
import { ensureBound } from '#main/renewals/ensure-bound.ts'
import { keyHolders } from '#main/renewals/key-holders.policy.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let foundations: AgentFoundations
beforeAll(async () => {
  folder = await temporaryFolder()
  foundations = await openFoundations(folder.path)
})
afterAll(async () => {
  await foundations.close()
  await folder.remove()
})

const certificate = { names: '["desk.acme.test"]', current_version: 1 } as CertificateRow
const version = { number: 1, thumbprint: 'AB', key_custody: 'destroyed', chain_pem: '' } as IssuedVersion
/** One that gives its keys to nobody. */
const store = {
  load: async () => {
    throw new Refusal('KEY_NOT_EXPORTABLE', { name: 'desk.acme.test' })
  },
  sign: async () => undefined,
}

/** A program, and by what it was told of the certificate. */
function program(label: string, findsKeys: boolean) {
  const told: string[] = []
  let bound: string | undefined
  const bind = (how: string) => async (chain: { name: string }, thumbprint: string) => {
    told.push(`${chain.name} ${how}`)
    bound = thumbprint
  }
  const target: DeployTarget = {
    id: label,
    label,
    bound: async () => bound,
    bind: bind('with its key'),
    ...(findsKeys && { bindStored: bind('without its key') }),
    address: () => undefined,
  }
  return { target, told }
}

test('a program that finds the key in the store is told without it', async () => {
  const { target, told } = program('Remote Desktop', true)
  await ensureBound({ ...foundations, store }, certificate, version, target)
  expect(told).toEqual(['desk.acme.test without its key'])
})

test.each([
  ['destroyed', 'KEY_HELD_BY_STORE'],
  ['tpm', 'KEY_HELD_BY_TPM'],
] as const)('a program that needs a key which nobody is given (%s) is refused by name', async (key_custody, code) => {
  const { target, told } = program('Device page', false)
  await expect(ensureBound({ ...foundations, store }, certificate, { ...version, key_custody }, target)).rejects.toMatchObject({
    code,
    data: { name: 'desk.acme.test', target: 'Device page' },
  })
  expect(told).toEqual([])
})

test('a sealed copy stays for programs that need the key, where the store gives it to nobody', () => {
  const targets = [program('Device page', false).target, program('Remote Desktop', true).target]
  expect(keyHolders({ holdsKeys: true }, targets)).toEqual(['Device page'])
  expect(keyHolders({ holdsKeys: true }, targets.slice(1))).toEqual([])
  expect(keyHolders({ holdsKeys: false }, targets)).toEqual([])
})
