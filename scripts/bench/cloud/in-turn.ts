import { Agent, get } from 'node:http'

export interface Asked {
  url: string
  path(at: number): string
  headers(at: number): Record<string, string>
}

/** Medians (ms) of GETs, one at a time and the two in turn, so that whatever else the machine does befalls both alike. */
export async function mediansInTurn(one: Asked, other: Asked, times: number): Promise<[number, number]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const taken: [number[], number[]] = [[], []]
  for (let at = -100; at < times; at++) {
    for (const [which, asked] of [one, other].entries()) {
      const began = performance.now()
      await ask(asked, Math.abs(at), agent)
      if (at >= 0) taken[which === 0 ? 0 : 1].push(performance.now() - began)
    }
  }
  agent.destroy()
  return [median(taken[0]), median(taken[1])]
}

function ask({ url, path, headers }: Asked, at: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(`${url}${path(at)}`, { headers: headers(at), agent }, (response) => {
      response
        .resume()
        .once('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`${path(at)}: ${response.statusCode}`))))
    })
    request.once('error', reject)
  })
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}
