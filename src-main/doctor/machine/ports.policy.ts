import { systemErrorInWords } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { Verdict } from '../check.port.ts'
import { fact, failed, trouble, well } from '../verdict.policy.ts'

export interface Holder {
  address: string
  uid: number
  /** Where this user may see it. */
  pid?: number
  program?: string
}

export interface PortSight {
  port: number
  holders: readonly Holder[]
  /** Whether a connection from this machine comes about. */
  answers: boolean
  /** The system’s code with which opening it failed. */
  opening: string | undefined
}

/** A certificate that is proven through a port: by this program listening there, or by a web server that does. */
export interface PortUse {
  name: string
  port: number
  by: 'this program' | 'a web server'
}

/** Whether ports can be used as the certificates need. What the internet sees of them cannot be seen from inside. */
export function judgePorts(uses: readonly PortUse[], sights: readonly PortSight[], ownPid: number): Verdict {
  const evidence = [
    ...sights.map((sight) => fact(`port ${sight.port}`, portText(sight))),
    ...uses.map(({ name, port, by }) => fact(`port ${port} is needed`, `to prove ${name}, by ${by}`)),
    fact('from outside', 'whether the internet reaches this machine cannot be seen from here'),
  ]
  for (const { name, port, by } of uses) {
    const sight = sights.find((each) => each.port === port)
    const reason = sight && (by === 'a web server' ? silence(sight) : occupied(sight, ownPid))
    if (reason !== undefined) return failed(trouble('PORT_UNUSABLE', { port, name, reason }), evidence)
  }
  return well(
    uses.length === 0
      ? 'No certificate here is proven through a port.'
      : 'The ports that certificates are proven through can be used, as far as this machine can tell.',
    evidence,
  )
}

function silence({ answers }: PortSight): string | undefined {
  return answers ? undefined : 'no web server answers there'
}

function occupied({ holders, opening }: PortSight, ownPid: number): string | undefined {
  if (opening === undefined || (holders.length > 0 && holders.every(({ pid }) => pid === ownPid))) return undefined
  if (opening !== 'EADDRINUSE') return systemErrorInWords(opening) ?? opening
  const names = holders.map(holderText)
  return names.length === 0 ? 'another program uses it' : `${names[0]} uses it`
}

function portText({ holders, answers, opening }: PortSight): string {
  if (holders.length > 0) return `used by ${holders.map((holder) => `${holderText(holder)} at ${holder.address}`).join(', ')}`
  if (opening === 'EADDRINUSE' || answers) return 'used by another program'
  return opening === undefined ? 'free' : `free, and not to be opened by this user (${opening})`
}

function holderText({ pid, program, uid }: Holder): string {
  return program ? `${program} (process ${pid})` : `a program of user ${uid}`
}
