import type { AdoptionFindings } from '@mylzip/shared/operations/adoption.ts'
import type { Authority, AuthorityLook } from '@mylzip/shared/operations/authorities.ts'
import type { Finding } from '@mylzip/shared/operations/doctor.ts'
import type { DevicePolicy } from '@mylzip/shared/operations/policy.ts'
import type { Outlook } from '@mylzip/shared/operations/preflight.ts'
import type { Delegation } from '@mylzip/shared/operations/proofs.ts'
import type { AgentServices } from '#main/doors/agent-services.port.ts'
import { certificateId } from './agent-services.ts'
import { authority, authorityLook } from './authority-samples.ts'
import { sampleNow } from './samples.ts'

/** What an agent says to somebody who orders, or takes over from another program. */
export interface OrderingScript {
  /** Each time it is asked, the next of these; the last goes on. */
  looks?: readonly { outlook: Outlook; findings: readonly Finding[] }[]
  authorities?: Authority[]
  offers?: Partial<AuthorityLook>
  policy?: DevicePolicy
  /** Each time it is asked, the next of these states; the last goes on. */
  delegation?: readonly Delegation['state'][]
  adoptable?: AdoptionFindings
}

export const newRunId = '5a0e7c1f-0b0e-4d0e-8a53-1c1f6f1d0a77'
export const newCertificateId = '0b7c1f0e-5a0e-4d0e-9a53-6f1d1c1f0a77'

/** `looks` and the like go on with the last one. */
const nextOf = <T>(all: readonly T[], turn: number): T | undefined => all[Math.min(turn, all.length - 1)]

export function scriptOrdering(script: OrderingScript, asked: string[]) {
  const {
    adoptable,
    authorities = [authority],
    delegation = ['ready'],
    looks = [{ outlook: 'clear', findings: [] }],
    offers,
    policy,
  } = script
  let looked = 0
  let delegated = 0
  const at = new Date(sampleNow).toISOString()
  const services = {
    adoption: {
      scan: async (folders) => {
        asked.push(`scan ${folders?.join(' ') ?? 'usual places'}`)
        return adoptable ?? { usualPlaces: [], folders: [], certificates: [], problems: [] }
      },
      takeOver: async ({ id, password, takeAccount }) => {
        asked.push(`takeOver ${id}${password === undefined ? '' : ' with a password'}${takeAccount === true ? ' with its account' : ''}`)
        const next = 'Switch the renewal off there.'
        const notice = {
          code: 'ADOPTION_OTHER_PROGRAM_RENEWS',
          sentence: `certbot goes on renewing ${id}.`,
          nextStep: next,
          data: {},
        } as const
        return { certificateId, alreadyManaged: false, accountTaken: takeAccount === true, notices: [notice] }
      },
    },
    authorities: { list: async () => authorities, look: async () => ({ ...authorityLook, ...offers }) },
    certificates: {
      order: async ({ names, proof }) => {
        asked.push(`order ${names.join(' ')} by ${proof?.via}`)
        return { certificateId: newCertificateId, runId: newRunId }
      },
      preflight: async function* (wanted) {
        const { outlook, findings } = nextOf(looks, looked) ?? { outlook: 'clear' as const, findings: [] }
        looked += 1
        asked.push(`preflight ${wanted.names.join(' ')}`)
        yield { type: 'begun', checks: findings.map(({ id, group, title }) => ({ id, group, title })) }
        for (const finding of findings) yield { type: 'finding', finding }
        const { names } = wanted
        yield {
          type: 'report',
          report: { startedAt: at, endedAt: at, names, directories: [authority.directory], outlook, findings: [...findings] },
        }
      },
    },
    policy: { get: async () => policy ?? null },
    proofs: {
      delegation: async (name) => {
        asked.push(`delegation ${name}`)
        const state = nextOf(delegation, delegated) ?? 'ready'
        delegated += 1
        const host = name.replace(/^\*\./, '')
        return { record: `_acme-challenge.${host}`, target: '0c9f4a7be21d4f5f9d0b1c2d3e4f5a6b.delegated.myl.zip', state, found: null }
      },
    },
  } satisfies { [Group in keyof AgentServices]?: Partial<AgentServices[Group]> }
  return services
}
