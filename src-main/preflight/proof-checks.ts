import { isIP } from 'node:net'
import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { saying } from '@mylzip/shared/domain/saying.ts'
import type { Check } from '../doctor/check.port.ts'
import { checkDelegation } from '../doctor/checks/delegation.check.ts'
import { checkPorts } from '../doctor/checks/ports.check.ts'
import { checkWebroot } from '../doctor/checks/webroot.check.ts'
import { isProvenByCloud } from '../doctor/dependence.policy.ts'
import { lookAtPort } from '../doctor/machine/ports.adapter.ts'
import { lookAtWebroot } from '../doctor/machine/webroot.adapter.ts'
import { type NamesInQuestion, nameChecks } from '../doctor/name-checks.ts'
import type { KnownCertificate, Patient } from '../doctor/patient.ts'
import { portUseOf } from '../doctor/proof-ways.policy.ts'
import type { Surroundings } from '../doctor/surroundings.port.ts'
import { type Allowed, checkAllowed } from './allowed.check.ts'
import { hostNamesOf, type Planned } from './planned-order.ts'

export interface ProofNeeds extends Omit<NamesInQuestion, 'accounts' | 'certificates' | 'device'> {
  accounts: Patient['accounts']
  /** The device's own, canonical: the cloud proves them by itself. */
  ownNames: ReadonlySet<string>
  /** Refuses with CHALLENGE_UNFIT, DNS_PERSIST_OFF, DNS_UPDATE_SERVER_UNKNOWN what is no way to prove such names. */
  refuseUnfit(names: readonly string[], proof: ProofMethod): Promise<void>
  pid: number
}

/** Whether each name can be proven in the way that was chosen, and the authority may issue for it. */
export function proofChecks(around: Surroundings, planned: Planned, needs: ProofNeeds): Check[] {
  const { names, proof } = planned
  const { delegation, dns, ownNames, pid, refuseUnfit } = needs
  const byCloud = isProvenByCloud(proof, dns !== undefined)
  const plan = (of: readonly string[]): KnownCertificate => ({
    ...{ row: undefined, version: undefined, sight: undefined },
    names: [...of],
    // The CNAMEs are looked at below: of the names alone that are proven by one.
    proof: byCloud ? { via: 'cloud' } : proof,
    directories: planned.directories,
  })
  const inDns = (of: readonly string[]) => nameChecks(around, { ...needs, device: noDevice, certificates: [plan(of)] })
  const hosts = hostNamesOf(names)
  const [name = ''] = names
  const foreign = byCloud && proof.via !== 'cloud' ? hosts.filter((host) => !ownNames.has(host)) : []
  const unfit: Allowed = {
    id: 'proof',
    group: 'dns',
    title: saying('check.proof'),
    ask: async () => {
      await refuseUnfit(names, proof)
      return saying('found.proof')
    },
  }
  return [
    checkAllowed(unfit),
    ...foreign.map((host) => checkDelegation({ name: host, names: [host], certificateId: undefined, delegation })),
    ...hosts.flatMap((host) => inDns([host]).filter(({ kind }) => kind === 'zone-servers')),
    ...inDns(names).filter(({ kind }) => kind === 'caa'),
    ...portsFor(planned, pid),
    ...(proof.via === 'http-webroot' ? [checkWebroot({ name, folder: proof.folder, certificateId: undefined }, lookAtWebroot)] : []),
  ]
}

/** Where the device's own name leads is nothing that an order waits for. */
const noDevice = { name: undefined, published: [] }

/** The port that the authority connects to. No DNS proves an address: left to this program, it listens for the authority itself. */
function portsFor({ names, proof }: Planned, ownPid: number): Check[] {
  const name = proof.via === 'automatic' ? names.find((each) => isIP(each) !== 0) : names[0]
  const use = name === undefined ? undefined : portUseOf(proof.via === 'automatic' ? { via: 'http-listener' } : proof, name)
  return use ? checkPorts({ uses: [use], lookAtPort, usual: [], ownPid }) : []
}
