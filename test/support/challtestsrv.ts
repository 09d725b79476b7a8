import type { ChallengeSolver } from '#main/challenges/challenge.port.ts'
import { dnsAnswer } from '#main/challenges/dns-answer.ts'

export interface RecordingSolver extends ChallengeSolver {
  /** Records that were published and not taken away. */
  left(): string[]
  /** How often anything was published. */
  published(): number
}

/** dns-01 through the management interface of pebble-challtestsrv. */
export function createChalltestsrvSolver(management: string): RecordingSolver {
  const values = new Map<string, Set<string>>()
  let published = 0

  const tell = async (path: string, body: object) => {
    const answer = await fetch(`${management}/${path}`, { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`challtestsrv answered ${answer.status} to ${path}`)
  }
  const at = (host: string) => values.get(host) ?? new Set<string>()

  return {
    type: 'dns-01',
    async publish({ name, keyAuthorization }) {
      const [host, value] = [`_acme-challenge.${name}.`, dnsAnswer(keyAuthorization)]
      published += 1
      values.set(host, at(host).add(value))
      await tell('set-txt', { host, value })
    },
    async remove({ name, keyAuthorization }) {
      const host = `_acme-challenge.${name}.`
      at(host).delete(dnsAnswer(keyAuthorization))
      // It can only clear a whole place, which a wildcard shares with its parent.
      if (at(host).size === 0) await tell('clear-txt', { host })
    },
    left: () => [...values].flatMap(([host, all]) => [...all].map((value) => `${host} ${value}`)),
    published: () => published,
  }
}
