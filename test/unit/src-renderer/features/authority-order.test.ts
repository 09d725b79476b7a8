import { expect, it } from 'vitest'
import { inOrder, moved, usedDirectories } from '#renderer/features/settings/authorities/order.policy.ts'
import { letsEncrypt } from '../../../support/scripted-authorities.ts'

const named = (label: string, position: number | null) => ({
  ...letsEncrypt,
  directory: `https://${label}.example/`,
  label,
  staging: null,
  position,
})
const all = [named('second', 1), named('used', null), named('first', 0)]
const labels = (choices: readonly { label?: string | undefined }[]) => choices.map(({ label }) => label)

it('authorities stand in the order they are tried in, without those that are only used', () => {
  expect(labels(inOrder(all))).toEqual(['first', 'second'])
})

it('one is moved by a place, and none beyond the ends', () => {
  const order = inOrder(all)
  expect(labels(moved(order, 'https://second.example/', -1))).toEqual(['second', 'first'])
  expect(labels(moved(order, 'https://first.example/', -1))).toEqual(['first', 'second'])
  expect(labels(moved(order, 'https://second.example/', 1))).toEqual(['first', 'second'])
})

it('new certificates are ordered where the organisation says, else where the person does, else as is usual', () => {
  const usual = 'https://usual.example/'
  expect(usedDirectories(['https://set.example/'], inOrder(all), usual)).toEqual(['https://set.example/'])
  expect(usedDirectories([], inOrder(all), usual)).toEqual(['https://first.example/', 'https://second.example/'])
  expect(usedDirectories([], [], usual)).toEqual([usual])
})
