import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

interface Pace {
  perSecond: number
  seconds: number
  connections: number
  /** 0 to 1: when each comes, as of callers who know nothing of each other. */
  random(): number
}

interface Asked {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body: string | undefined
}

/**
 * So many requests a second, however long the answers take: each has its moment beforehand, and its time counts from there, also
 * where it had to wait for a connection or for this process.
 */
export async function steadyLoad({ perSecond, seconds, connections, random }: Pace, ask: (at: number) => Asked) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let failed = 0
  const begun = performance.now()
  const sent: Promise<void>[] = []
  let due = begun
  for (let at = 0; due < begun + seconds * 1_000; at++) {
    const now = performance.now()
    if (due > now) await pause(due - now)
    const from = due
    sent.push(
      answered(agent, ask(at)).then((good) => {
        times.push(performance.now() - from)
        if (!good) failed++
      }),
    )
    due -= (Math.log(1 - random()) * 1_000) / perSecond
  }
  await Promise.all(sent)
  agent.destroy()
  times.sort((a, b) => a - b)
  const p99 = times[Math.floor(times.length * 0.99)] ?? Number.NaN
  return { p99, failed, reached: (times.length * 1_000) / (performance.now() - begun) }
}

/** Whether it was one to be glad of. */
function answered(agent: Agent, { url, method, headers, body }: Asked): Promise<boolean> {
  return new Promise((resolve) => {
    const sending = request(url, { agent, method, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve((response.statusCode ?? 500) < 300)).on('error', () => resolve(false))
    })
    sending.on('error', () => resolve(false)).end(body)
  })
}
