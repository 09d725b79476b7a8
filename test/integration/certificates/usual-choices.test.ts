import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withUsualChoices } from '#main/certificates/usual-choices.policy.ts'
import { createUsualChoices } from '#main/certificates/usual-choices.service.ts'
import type { TpmKeys } from '#main/stores/tpm-keys.port.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { refusalCode } from '../../support/refusal-code.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let foundations: AgentFoundations
beforeEach(async () => {
  folder = await temporaryFolder()
  foundations = await openFoundations(folder.path)
})
afterEach(async () => {
  await foundations.close()
  await folder.remove()
})

/** No key is made by what is tested here: that there is a TPM is all it asks. */
const tpm = {} as TpmKeys
const opened = ({ withTpm = false, licence = undefined as Refusal | undefined } = {}) =>
  createUsualChoices({
    ...foundations,
    store: withTpm ? { tpm } : {},
    keyType: 'rsa-2048',
    async mayHaveProfile(profile) {
      if (licence && profile === 'shortlived') throw licence
    },
  })
const order: OrderInput = { names: ['www.example.test'] }

it('nothing is usual but what the program was started with, until somebody chooses', async () => {
  const usual = opened()
  expect(await usual.get()).toEqual({ keyType: 'rsa-2048', profile: null, keyUse: 'new', tpmHere: false })
  expect(await usual.fill(order)).toEqual(order)
  await usual.set({ keyType: 'p-256', profile: 'tlsserver' })
  expect(await opened().get()).toEqual({ keyType: 'p-256', profile: 'tlsserver', keyUse: 'new', tpmHere: false })
  expect(await usual.fill(order)).toEqual({ ...order, keyType: 'p-256', profile: 'tlsserver' })
  await usual.set({ profile: null })
  expect(await usual.fill(order)).toEqual({ ...order, keyType: 'p-256' })
  expect(foundations.recorded.at(-1)?.sentence).toBe(
    'New certificates get these where nothing else is said: p-256, the authority’s usual profile, keys made here and sealed.',
  )
})

it('what cannot come about, or costs what the plan does not have, is refused and nothing is changed', async () => {
  const licence = new Refusal('LICENCE_REQUIRED', { feature: 'short-lived certificates', plan: 'Premium' })
  const usual = opened({ licence })
  expect(await refusalCode(usual.set({ keyUse: 'tpm' }))).toBe('TPM_MISSING')
  expect(await refusalCode(usual.set({ profile: 'shortlived' }))).toBe('LICENCE_REQUIRED')
  expect(await refusalCode(opened({ withTpm: true }).set({ keyUse: 'tpm', keyType: 'rsa-4096' }))).toBe('TPM_KEY_TYPE')
  expect(await usual.get()).toMatchObject({ keyType: 'rsa-2048', profile: null, keyUse: 'new' })
  expect(foundations.recorded).toEqual([])
})

it('what an order says itself counts, and what is usual never stands in its way', () => {
  const usual = { keyType: 'p-256', profile: 'tlsserver', keyUse: 'tpm' } as const
  expect(withUsualChoices(order, usual)).toEqual({ ...order, ...usual })
  expect(withUsualChoices({ ...order, keyType: 'rsa-4096' }, usual)).toEqual({ ...order, keyType: 'rsa-4096', profile: 'tlsserver' })
  expect(withUsualChoices({ ...order, exportable: true }, usual)).not.toHaveProperty('keyUse')
  expect(withUsualChoices({ ...order, keyUse: 'new', profile: 'classic' }, usual)).toMatchObject({ keyUse: 'new', profile: 'classic' })
  expect(withUsualChoices({ ...order, csr: 'PEM' }, usual)).toEqual({ ...order, csr: 'PEM', profile: 'tlsserver' })
  expect(withUsualChoices({ names: ['192.0.2.7'] }, usual)).not.toHaveProperty('profile')
  // Of 26 names no certificate of that profile can be made: it is ordered as the authority usually makes them.
  const names = Array.from({ length: 26 }, (_, number) => `n${number}.example.test`)
  expect(withUsualChoices({ names }, usual)).not.toHaveProperty('profile')
  expect(withUsualChoices({ names: names.slice(1) }, usual)).toMatchObject({ profile: 'tlsserver' })
  // What somebody asks for by name is not changed: it is refused where it cannot come about.
  expect(withUsualChoices({ names, profile: 'tlsserver' }, usual)).toMatchObject({ profile: 'tlsserver' })
})
