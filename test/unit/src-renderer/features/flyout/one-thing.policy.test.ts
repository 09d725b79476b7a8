import { day, hour, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { expect, test } from 'vitest'
import { oneThing } from '#renderer/features/flyout/one-thing.policy.ts'
import {
  failedRun,
  interceptedFailure,
  sampleNow as now,
  sampleCertificate,
  sampleDevice,
  sampleRun,
  sampleSnapshot,
  sampleVersion,
} from '../../../../support/samples.ts'

const ahead = (ms: number) => toTimestamp(now + ms)
const live = { connection: 'live' as const, readyUpdate: undefined }
const with_ = (...certificates: ReturnType<typeof sampleCertificate>[]) => ({ ...live, state: sampleSnapshot({ certificates }) })

const ended = sampleCertificate({ health: 'not-protected', current: sampleVersion({ notAfter: ahead(-day) }) })
const revoked = sampleCertificate({ health: 'not-protected', current: sampleVersion({ revokedAt: ahead(-hour) }) })
const unseen = sampleCertificate({
  health: 'not-protected',
  current: sampleVersion({ states: { ...sampleVersion().states, verified: null } }),
})
const nearEnd = sampleCertificate({ current: sampleVersion({ notBefore: ahead(-88 * day), notAfter: ahead(2 * day) }) })
const failing = sampleCertificate({ health: 'attention', failure: interceptedFailure })
const noneYet = sampleCertificate({ health: 'not-protected', current: null, renewal: null, failure: interceptedFailure })
const keptElsewhere = sampleCertificate({
  kind: 'ordered',
  current: sampleVersion({ states: { ...sampleVersion().states, bound: null, verified: null }, consumers: [] }),
})
const paused = (until: string) => ({ ...live, state: sampleSnapshot({ pause: { since: ahead(-2 * hour), until } }) })

test.each([
  ['all is well', with_(sampleCertificate()), undefined],
  ['the agent was not heard of yet', { ...live, connection: 'connecting' as const, state: undefined }, undefined],
  ['the agent is away, whatever was known', { ...with_(ended), connection: 'lost' as const }, 'agent-away'],
  ['the page’s permission has ended', { ...live, connection: 'ended' as const, state: undefined }, 'no-permission'],
  ['the device is not set up', { ...live, state: sampleSnapshot({ device: null, certificates: [] }) }, 'not-enrolled'],
  ['the machine is a copy', { ...live, state: sampleSnapshot({ device: sampleDevice({ isCopy: true }) }) }, 'copy'],
  ['the certificate has ended', with_(ended), 'ended'],
  ['it was revoked', with_(revoked), 'revoked'],
  ['it was not seen being served', with_(unseen), 'not-served'],
  ['nothing here is to serve it', with_(keptElsewhere), undefined],
  ['its end is near', with_(nearEnd), 'about-to-end'],
  ['its renewal failed twice', with_(failing), 'failed-twice'],
  ['its renewal failed once', with_(sampleCertificate({ failure: interceptedFailure })), undefined],
  ['the first one does not come', with_(noneYet), 'none-yet'],
  ['the first one is on its way', with_(sampleCertificate({ health: 'working', current: null, renewal: null })), undefined],
  ['several at once: what harms now comes first', with_(failing, nearEnd, unseen, ended), 'ended'],
  ['several at once: an end that is near before failed tries', with_(failing, nearEnd), 'about-to-end'],
  ['renewals are paused', paused(ahead(hour)), 'paused'],
  ['a pause is over', paused(ahead(-hour)), undefined],
  ['an update is ready', { ...with_(sampleCertificate()), readyUpdate: '1.4.0' }, 'update-waiting'],
  ['an update is ready, and a certificate has ended', { ...with_(ended), readyUpdate: '1.4.0' }, 'ended'],
])('%s', (_, circumstances, kind) => {
  expect(oneThing(circumstances, now)?.kind).toBe(kind)
})

test('what a run is settling right now is nothing for a person', () => {
  const state = sampleSnapshot({ certificates: [ended], runs: [sampleRun(2)] })
  expect(oneThing({ ...live, state }, now)).toBeUndefined()
})

test('a run that stands still settles nothing', () => {
  const standing = { ...sampleRun(2), failure: { ...interceptedFailure, code: 'DISK_FULL' as const } }
  const state = sampleSnapshot({ certificates: [failing], runs: [standing, failedRun(interceptedFailure)] })
  expect(oneThing({ ...live, state }, now)?.kind).toBe('failed-twice')
})

test('the program that was not seen with it is named, where it is known', () => {
  const [page] = sampleVersion().consumers
  const consumers = page ? [{ ...page, verifiedAt: null, label: 'Remote Desktop', failure: interceptedFailure }] : []
  const current = sampleVersion({ states: { ...sampleVersion().states, verified: null }, consumers })
  expect(oneThing(with_(sampleCertificate({ current })), now)).toMatchObject({ program: 'Remote Desktop' })
})
