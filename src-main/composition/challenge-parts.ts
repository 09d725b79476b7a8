import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { type CertificateRow, proofOf } from '../certificates/certificate.repository.ts'
import type { Solvers } from '../challenges/challenge.port.ts'
import { createDnsLookups } from '../challenges/dns/dns-lookups.adapter.ts'
import { createDnsServers } from '../challenges/dns-servers/dns-servers.service.ts'
import { createLeftovers } from '../challenges/leftovers/leftovers.service.ts'
import { createPermittedAccounts } from '../challenges/permitted-accounts.service.ts'
import { refuseHopeless, refuseUnfit } from '../challenges/readiness.ts'
import { createSolvers } from '../challenges/solvers.service.ts'
import { deviceRepository } from '../device/device.repository.ts'
import { systemNetwork } from '../device/lan-addresses.adapter.ts'
import type { AgentServices } from '../doors/agent-services.port.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'

/** How names are proven. */
export function prepareProofs({ clock, db, ending, log, options, secrets }: Foundations, { audit, cloud, enrolment }: CloudParts) {
  const { dns, dnsPersist = false, resolver } = options
  const resolveName = systemNetwork.resolve
  const ownName = async () => canonicalName((await enrolment.current())?.name ?? '') || undefined
  const dnsServers = createDnsServers({ db, clock, secrets, audit })
  const { solversFor: solversOf, delegation } = createSolvers({
    cloud,
    ownName,
    moreNames: deviceRepository(db).moreNames,
    dns,
    dnsServer: dnsServers.updatesAt,
    lookups: createDnsLookups({ resolver, resolveName, log, signal: ending.signal }),
    resolveName,
    dnsPersist,
    clock,
    log,
    signal: ending.signal,
  })
  const leftovers = createLeftovers({ db, clock, log, solversFor: solversOf })

  /** How a certificate's names are proven; what is published for it is known after a crash. */
  async function solversFor(certificate: CertificateRow): Promise<Solvers> {
    const proof = proofOf(certificate)
    return (await solversOf(proof)).map((solver) => leftovers.remembering(certificate.id, proof, solver))
  }

  /** What a person orders and no waiting would bring. */
  const refuseHopelessOrder = (names: readonly string[], proof: ProofMethod) => refuseHopeless(names, () => solversOf(proof))

  /** The same, of what is known without asking anybody: whether this way is one for such names at all. */
  const refuseUnfitProof = async (names: readonly string[], proof: ProofMethod) => refuseUnfit(names, await solversOf(proof))

  const proofs: AgentServices['proofs'] = {
    addDnsServer: dnsServers.add,
    listDnsServers: dnsServers.list,
    removeDnsServer: dnsServers.remove,
    async delegation(name) {
      const { record, target, state } = await delegation(name)
      const found = 'found' in state ? state.found : 'reason' in state ? state.reason : null
      return { record, target, state: state.is, found }
    },
  }
  const permitAccount = createPermittedAccounts({ cloud, ownName, log })
  return { solversFor, refuseHopelessOrder, refuseUnfitProof, permitAccount, leftovers, proofs }
}

export type ChallengeParts = ReturnType<typeof prepareProofs>
