import { randomBytes, randomUUID } from 'node:crypto'
import { readIssuedCertificate } from '../acme/issued-certificate.ts'
import type { UsualDirectories } from '../authorities/usual-directories.ts'
import { createChoices } from '../certificates/choices.service.ts'
import { createExport } from '../certificates/export.service.ts'
import { createForgetting } from '../certificates/forgetting.service.ts'
import { createImport } from '../certificates/import.service.ts'
import { createRevocations } from '../certificates/revocation.service.ts'
import type { AgentServices } from '../doors/agent-services.port.ts'
import { keyHolders } from '../renewals/key-holders.policy.ts'
import type { Log } from '../system/log/log.port.ts'
import type { AuthorityParts } from './authority-parts.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { ConsumerParts } from './consumer-parts.ts'
import type { Foundations } from './foundations.ts'
import type { LicenceParts } from './licence-parts.ts'
import type { PlaceParts } from './place-parts.ts'
import type { RenewalParts } from './renewal-parts.ts'

type Needs = Pick<Foundations, 'announcer' | 'clock' | 'db' | 'secrets'> &
  Pick<CloudParts, 'audit'> &
  Pick<AuthorityParts, 'authorities'> &
  Pick<ChallengeParts, 'refuseHopelessOrder'> &
  Pick<LicenceParts, 'mayHaveProfile' | 'mayManage'> &
  Pick<PlaceParts, 'store' | 'targetsFor'> &
  Pick<ConsumerParts, 'uses'> &
  Pick<RenewalParts, 'certificates' | 'renewals' | 'replan'> & {
    log: Log
    usualDirectories: UsualDirectories
    snapshot: AgentServices['state']['get']
  }

export type Custody = Pick<AgentServices['certificates'], 'export' | 'importBundle' | 'revoke' | 'configure' | 'forget'>

/** Who has the keys of certificates, and what may be done with them. */
export function offerCustody(needs: Needs): Custody {
  const { announcer, certificates, log, renewals, replan, snapshot } = needs
  const tell = async (id: string) => announcer.announce({ type: 'certificate', certificate: await certificates.get(id) })
  const inItsOwnTime = (work: Promise<void>) => void work.catch((error: unknown) => log.warn('a change was not followed up', { error }))
  const configure = createChoices({
    ...needs,
    refuseHopeless: needs.refuseHopelessOrder,
    keyHolders: async (certificate) => keyHolders(needs.store, await needs.targetsFor(certificate, certificate.current_version ?? 1)),
  })

  /** A run that is going on may use the key that was just given up: then another one follows it. */
  async function replace(certificateId: string): Promise<{ runId: string }> {
    const { runId, joined, ended } = await renewals.start(certificateId, 'revoked', 'person')
    if (joined) inItsOwnTime(ended.then(async () => void (await renewals.start(certificateId, 'revoked'))))
    return { runId }
  }

  return {
    export: createExport({ ...needs, randomBytes }),
    importBundle: createImport({
      ...needs,
      newId: randomUUID,
      readIssued: readIssuedCertificate,
      follow: (id) =>
        inItsOwnTime(
          tell(id)
            .then(() => replan(id))
            .then(() => tell(id)),
        ),
    }),
    revoke: createRevocations({ ...needs, replace, follow: (id) => inItsOwnTime(tell(id)) }),
    async configure(input) {
      await needs.mayHaveProfile(input.profile)
      await configure(input)
      await tell(input.certificateId)
      return certificates.get(input.certificateId)
    },
    // Watchers know of no certificate that goes away, but of a snapshot without it.
    forget: createForgetting({ ...needs, gone: async () => announcer.announce({ type: 'snapshot', snapshot: await snapshot() }) }),
  }
}
