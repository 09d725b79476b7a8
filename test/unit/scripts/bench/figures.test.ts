import { describe, expect, test } from 'vitest'
import { roundFigures, throughputFigures } from '../../../../scripts/bench/issuance/figures.ts'
import { cold, median, reused, type Samples, warm } from '../../../../scripts/bench/issuance/rounds.ts'

const samples = (client: string, ms: number[], requests: number[]): Samples => ({ client, keyType: 'p-256', latencyMs: 50, ms, requests })

describe('the figures of the benchmark of issuance', () => {
  test('count the most requests that were ever needed, and the middle of the times', () => {
    const figures = roundFigures([
      samples(warm, [400, 900, 410], [7, 8, 7]),
      samples(reused, [200, 210, 220], [4, 4, 5]),
      samples(cold, [500, 510, 520], [7, 7, 7]),
      samples('lego', [560, 570, 580], [9, 9, 10]),
    ])
    expect(figures.map(({ name, value, ok }) => [name.replace(/ \(.*/, ''), value, ok])).toEqual([
      ['requests for a new certificate, account known', 8, false],
      ['requests where the authorization is reused', 5, true],
      ['p-256 at 50 ms, warm, median ms', 410, true],
      ['p-256 at 50 ms, warm, median ms', 410, true],
      ['p-256 at 50 ms, cold process, median ms', 510, true],
    ])
  })

  test('are not reached by being as quick as another client', () => {
    const figures = roundFigures([
      samples(warm, [400], [7]),
      samples(reused, [200], [4]),
      samples(cold, [570], [7]),
      samples('lego', [570], [9]),
    ])
    expect(figures.at(-1)).toMatchObject({ value: 570, limit: 570, ok: false })
  })

  test('compare certificates for each second of computing time, whatever the clock on the wall says', () => {
    const run = { keyType: 'p-256' as const, certificates: 200 }
    const our = { ...run, client: 'ours', seconds: 100, cpuSeconds: 4, growthMb: 31 }
    const lego = { ...run, client: 'lego', seconds: 1, cpuSeconds: 8 }
    expect(throughputFigures(our, lego)).toMatchObject([
      { value: 31, ok: false },
      { value: 50, limit: 25, ok: true },
    ])
  })

  test('take the middle one, or what lies between the middle two', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })
})
