import { atLeast, atMost, type Target } from '../targets.ts'
import { cold, median, reused, type Samples, warm } from './rounds.ts'
import { perCpuSecond, type Throughput } from './throughput.ts'

const ours = [warm, cold, reused]

/** What issue 4 asks of the rounds: requests always, time where a request takes 50 ms more. */
export function roundFigures(samples: readonly Samples[]): Target[] {
  const of = (client: string) => samples.filter((one) => one.client === client)
  const most = (client: string) => Math.max(...of(client).flatMap(({ requests }) => requests))
  const distant = samples.filter(({ latencyMs }) => latencyMs === 50)
  const times = [...new Set(distant.map(({ keyType }) => keyType))].flatMap((keyType) => {
    const at = distant.filter((one) => one.keyType === keyType)
    const middle = (client: string) => median(at.find((one) => one.client === client)?.ms ?? [])
    const peers = at.filter(({ client }) => !ours.includes(client))
    return [
      atMost(`${keyType} at 50 ms, warm, median ms (at most 7 × 50 + 100)`, middle(warm), 450),
      ...peers.map(({ client }) => lessThan(`${keyType} at 50 ms, warm, median ms (less than ${client})`, middle(warm), middle(client))),
      ...peers.map(({ client }) =>
        lessThan(`${keyType} at 50 ms, cold process, median ms (less than ${client})`, middle(cold), middle(client)),
      ),
    ]
  })
  return [
    atMost('requests for a new certificate, account known (at most)', most(warm), 7),
    atMost('requests where the authorization is reused (at most)', most(reused), 5),
    ...times,
  ]
}

/** 200 certificates at concurrency 16: ours first, then lego where it is there. */
export function throughputFigures(our: Throughput, lego: Throughput | undefined): Target[] {
  const growth =
    our.growthMb === undefined
      ? []
      : [atMost(`${our.keyType}, ${our.certificates} certificates in one process, growth in MB (at most)`, our.growthMb, 30)]
  if (!lego) return growth
  const rate = atLeast(
    `${our.keyType}, certificates per CPU second (more than lego)`,
    perCpuSecond(our),
    Math.round(perCpuSecond(lego) * 100) / 100,
  )
  return [...growth, rate]
}

function lessThan(name: string, value: number, limit: number): Target {
  const target = atMost(name, value, Math.round(limit * 100) / 100)
  return { ...target, ok: value < limit }
}
