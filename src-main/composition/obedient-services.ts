import { formatsWithoutKey } from '@mylzip/shared/domain/export-formats.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AgentServices } from '../doors/agent-services.port.ts'
import { refuseContradiction } from '../policy/contradiction.policy.ts'
import type { PolicyNow } from '../policy/policy.port.ts'

/** The same services, where what the organisation has set is not chosen otherwise. Refuse with SET_BY_ORGANISATION. */
export function obedient(services: Omit<AgentServices, 'policy'>, now: PolicyNow): AgentServices {
  const { authorities, certificates, usual } = services

  /** The order of authorities is set as a whole. */
  function refuseOrderSet(): void {
    const set = now()
    const order = set?.rules.authorities
    if (set && order)
      throw new Refusal('SET_BY_ORGANISATION', { what: 'the certificate authorities', value: order.join(', then '), version: set.version })
  }

  return {
    ...services,
    certificates: {
      ...certificates,
      async order(wanted) {
        refuseContradiction(now(), wanted)
        return certificates.order(wanted)
      },
      async configure(wanted) {
        refuseContradiction(now(), wanted)
        return certificates.configure(wanted)
      },
      async importBundle(brought) {
        refuseContradiction(now(), brought)
        return certificates.importBundle(brought)
      },
      async export(wanted) {
        if (!formatsWithoutKey.includes(wanted.format)) refuseContradiction(now(), { exportable: true })
        return certificates.export(wanted)
      },
    },
    authorities: {
      ...authorities,
      async setOrder(choices) {
        refuseOrderSet()
        return authorities.setOrder(choices)
      },
      async remove(directory) {
        refuseOrderSet()
        return authorities.remove(directory)
      },
      async chooseAccount(directory, uses) {
        refuseContradiction(now(), { account: uses })
        return authorities.chooseAccount(directory, uses)
      },
    },
    usual: {
      ...usual,
      async set(change) {
        refuseContradiction(now(), change)
        return usual.set(change)
      },
    },
    policy: { get: async () => now() ?? null },
  }
}
