import { expect, it } from 'vitest'
import { createAskSlot } from '#main/limits/order-slots.service.ts'
import { refusalCode } from '../../../support/refusal-code.ts'
import { createSilentLog } from '../../../support/silent-log.ts'

const own = 'k7f3q9bd.acme.myl.test'
const wanted = { directoryUrl: 'https://ca.test/directory', names: [own, `*.${own}`], renewal: false, newAccount: true }
type Answer = () => Promise<{ granted: boolean; at: string }>

function slotsAt(askSlot: Answer, patience: () => Promise<unknown> = () => new Promise(() => undefined)) {
  const cloud = { quota: { askSlot } } as unknown as Parameters<typeof createAskSlot>[0]['cloud']
  return createAskSlot({ cloud, log: createSilentLog(), ownName: async () => own, patience })
}

it('an order whose turn has not come waits for its moment, and counts as no failure', async () => {
  const at = '2026-11-28T00:00:00.000Z'
  const refused = await slotsAt(async () => ({ granted: false, at }))(wanted).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'ORDER_QUEUED', data: { retryAt: Date.parse(at), remembered: 1 } })
})

it('a cloud that is down, or does not answer in time, stops no order', async () => {
  expect(await refusalCode(slotsAt(() => Promise.reject(new Error('down')))(wanted))).toBe('not refused')
  expect(
    await refusalCode(
      slotsAt(
        () => new Promise(() => undefined),
        async () => undefined,
      )(wanted),
    ),
  ).toBe('not refused')
})

it('nobody is asked about names that are not in the cloud’s zone', async () => {
  const asked = slotsAt(() => Promise.reject(new Error('was asked')))
  expect(await refusalCode(asked({ ...wanted, names: ['shop.example.com'] }))).toBe('not refused')
})
