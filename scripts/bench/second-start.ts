import { openDashboard, renew } from './dashboard.ts'
import { npmStart } from './npm-start.ts'
import { atMost, type Target } from './targets.ts'

/** Where the agent says how to reach it: everything is up, and the certificate is being served. */
export const invitation = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/

/** Seconds until a start that finds everything has said where its dashboard is: the middle one of three. */
async function readySeconds(clone: string, data: string): Promise<number> {
  const times: number[] = []
  for (let count = 0; count < 3; count++) {
    const start = npmStart(clone, ['--data', data, '--no-browser'])
    try {
      times.push((await start.said(invitation, 60)).seconds)
    } finally {
      await start.stop()
    }
  }
  process.stderr.write(`Three starts: ${times.map((time) => `${time.toFixed(2)} s`).join(', ')}\n`)
  return times.sort((a, b) => a - b)[1] ?? Number.NaN
}

/** Starts that find everything, two renewals with the account that is there, and the end by Ctrl-C. */
export async function secondStart(clone: string, data: string): Promise<Target[]> {
  const seconds = await readySeconds(clone, data)
  const start = npmStart(clone, ['--data', data, '--no-browser'])
  try {
    const { match } = await start.said(invitation, 60)
    const agent = await openDashboard(match[0])
    const fresh = await renew(agent)
    process.stderr.write(`The first renewal after a start, which also asks for the directory and a nonce: ${fresh} requests\n`)
    const acmeRequests = await renew(agent)
    const asked = performance.now()
    await start.stop()
    return [
      atMost('second npm start, from the command to the dashboard’s address, median of 3, s (at most)', seconds, 2),
      atMost('ACME requests of an issuance, account and directory known, nonce carried over (at most)', acmeRequests, 7),
      atMost('Ctrl-C to the end of everything, s (at most)', (performance.now() - asked) / 1000, 2),
    ]
  } finally {
    await start.stop()
  }
}
