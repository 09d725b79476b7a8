import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { expect, test } from 'vitest'
import { statusAnswer } from '#main/cli/commands/status.ts'
import { paintFor } from '#main/cli/output/paint.policy.ts'
import { snapshot } from '../../../support/agent-services.ts'
import { sampleCertificate, sampleDevice, sampleVersion } from '../../../support/samples.ts'

const cli = { paint: paintFor(false, {}), width: undefined }
const served = sampleVersion()
const kept = sampleVersion({ consumers: [] })
function told(change: Partial<Certificate>, alone = false): string[] {
  const certificate = sampleCertificate({ failure: null, ...change })
  const now = { ...snapshot, device: sampleDevice({ name: certificate.names[0] ?? '' }), certificates: [certificate] }
  const of = (wanted: string | undefined) => [statusAnswer(now, { wanted, alone, check: false, cli }).text].flat().join('\n')
  return [of(undefined), of(certificate.names[0])]
}

test('only what is seen being served is called protected; what no program presents is called kept', () => {
  for (const text of told({ health: 'protected', current: served })) expect(text).toMatch(/^Protected: /)
  for (const text of told({ health: 'protected', current: kept })) expect(text).toMatch(/^Kept: /)
  expect(told({ health: 'protected', current: kept })[1]).toContain('no program of this machine')
})

test('where no program runs nothing is called protected, and nobody is said to work', () => {
  for (const text of told({ health: 'protected', current: served }, true)) expect(text).toMatch(/^Valid: /)
  for (const text of told({ health: 'working', current: null }, true)) expect(text).toMatch(/^Waiting: /)
  for (const text of told({ health: 'protected', current: served }, true)) expect(text).not.toContain('Protected')
})

test('what is not protected says why, though no try has failed', () => {
  const cases: [Partial<Certificate>, string][] = [
    [{ current: sampleVersion({ store: null }) }, 'does not lie in the store'],
    [{ current: sampleVersion({ store: null, keyCustody: 'lost' }) }, 'One with a new key is ordered in its place.'],
    [{ current: sampleVersion({ store: null, keyCustody: 'lost' }), renewal: null }, '“mylzip renew” orders one with a new key'],
    [{ current: sampleVersion({ revokedAt: '2026-11-21T08:00:00.000Z' }) }, 'It was revoked.'],
    [{ current: served }, 'no program has been seen presenting it'],
  ]
  for (const [change, reason] of cases) for (const text of told({ health: 'not-protected', ...change })) expect(text).toContain(reason)
})

test('monitoring is content with what is kept whole beside what is served, and never with a device of which nothing is served', () => {
  const certificate = (change: Partial<Certificate>) => sampleCertificate({ failure: null, health: 'protected', ...change })
  const own = certificate({ current: served })
  const imported = certificate({ id: 'kept-1', names: ['imported.example'], current: kept })
  const ended = { ...imported, health: 'not-protected' } as const
  const checked = (certificates: Certificate[], wanted?: string) => {
    const { json, error, exitCode } = statusAnswer({ ...snapshot, certificates }, { wanted, alone: false, check: true, cli })
    return { protected: json.protected, kept: json.kept, exitCode, reason: error?.data?.reason }
  }
  expect(checked([own, imported])).toEqual({ protected: true, kept: ['kept-1'], exitCode: undefined, reason: undefined })
  expect(checked([imported])).toMatchObject({ protected: false, exitCode: 4, reason: expect.stringContaining('only kept in the store') })
  expect(checked([own, imported], 'imported.example')).toMatchObject({ protected: false, exitCode: undefined })
  expect(checked([own, ended])).toMatchObject({ protected: false, exitCode: 4, reason: expect.stringContaining('imported.example') })
})
