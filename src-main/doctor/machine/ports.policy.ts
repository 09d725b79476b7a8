import { type Saying, saying } from '@mylzip/shared/domain/saying.ts'
import { systemErrorInWords } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { Trouble, Verdict } from '../check.port.ts'
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
    ...sights.map((sight) => fact(saying('seen.port', { port: sight.port }), portSaid(sight))),
    ...uses.map(({ name, port, by }) =>
      fact(saying('seen.port-needed', { port }), saying('seen.port-to-prove', { name, by: provers[by] })),
    ),
    fact(saying('seen.outside'), saying('seen.outside-unknown')),
  ]
  for (const use of uses) {
    const sight = sights.find(({ port }) => port === use.port)
    const wrong = sight && troubleWith(use, sight, ownPid)
    if (wrong) return failed(wrong, evidence)
  }
  return well(saying(uses.length === 0 ? 'found.ports-unneeded' : 'found.ports'), evidence)
}

/** With the codes of a run that fails for it, where there are such. */
function troubleWith({ name, port, by }: PortUse, { holders, answers, opening }: PortSight, ownPid: number): Trouble | undefined {
  if (by === 'a web server') return answers ? undefined : trouble('PORT_UNUSABLE', { port, name, reason: 'no web server answers there' })
  if (opening === undefined || (holders.length > 0 && holders.every(({ pid }) => pid === ownPid))) return undefined
  if (opening === 'EADDRINUSE') return trouble('CHALLENGE_PORT_TAKEN', { port, name })
  if (opening === 'EACCES' || opening === 'EPERM') return trouble('CHALLENGE_PORT_NOT_ALLOWED', { port, name })
  return trouble('PORT_UNUSABLE', { port, name, reason: systemErrorInWords(opening) ?? opening })
}

const provers = { 'this program': 'seen.by-program', 'a web server': 'seen.by-web-server' } as const

function portSaid({ holders, answers, opening }: PortSight): Saying {
  if (holders.length > 0)
    return saying('seen.port-used-by', { holders: holders.map((holder) => `${holderText(holder)} at ${holder.address}`).join(', ') })
  if (opening === 'EADDRINUSE' || answers) return saying('seen.port-taken')
  return opening === undefined ? saying('seen.port-free') : saying('seen.port-forbidden', { failure: opening })
}

function holderText({ pid, program, uid }: Holder): string {
  return program ? `${program} (process ${pid})` : `a program of user ${uid}`
}
