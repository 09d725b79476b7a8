import { randomBytes, randomUUID } from 'node:crypto'
import { defaultKeyType } from '@mylzip/shared/domain/key-types.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { About } from '@mylzip/shared/operations/values.ts'
import { createAuthorities } from '../authorities/authorities.service.ts'
import { authorityRootsRepository } from '../authorities/authority-roots.repository.ts'
import { usualDirectories } from '../authorities/usual-directories.ts'
import { createBackups } from '../backup/create-backup.service.ts'
import { inspectBackup } from '../backup/inspect-backup.ts'
import { certificateNames } from '../certificates/certificate-names.policy.ts'
import { createHistory } from '../certificates/history/history.service.ts'
import { createOrdering } from '../certificates/ordering.service.ts'
import { createUsualChoices } from '../certificates/usual-choices.service.ts'
import { createTargets } from '../deploying/targets.service.ts'
import type { DeviceEnrolment } from '../device/device-enrolment.service.ts'
import type { AgentServices } from '../doors/agent-services.port.ts'
import { standingRepository } from '../limits/standing.repository.ts'
import { refuseContradiction } from '../policy/contradiction.policy.ts'
import type { Preflight } from '../preflight/preflight.service.ts'
import { createSnapshots } from '../state/snapshot.service.ts'
import { watchState } from '../state/watch.ts'
import { machineRoots } from '../system/x509/machine-roots.adapter.ts'
import type { AdoptionParts } from './adoption-parts.ts'
import type { AuthorityParts } from './authority-parts.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { ConsumerParts } from './consumer-parts.ts'
import { offerCustody } from './custody-parts.ts'
import type { DeviceParts } from './device-parts.ts'
import { prepareDiagnostics } from './diagnostics-parts.ts'
import type { Foundations } from './foundations.ts'
import type { LicenceParts } from './licence-parts.ts'
import { obedient } from './obedient-services.ts'
import type { PlaceParts } from './place-parts.ts'
import type { PolicyParts } from './policy-parts.ts'
import { prepareProxy } from './proxy-parts.ts'
import type { RenewalParts } from './renewal-parts.ts'
import type { TokenParts } from './token-parts.ts'

type Needs = Foundations &
  Pick<CloudParts, 'audit'> &
  AdoptionParts &
  Pick<AuthorityParts, 'accountChoice' | 'authorities' | 'teamAccounts'> &
  Pick<PlaceParts, 'probe' | 'store' | 'targets' | 'targetsFor'> &
  ConsumerParts &
  RenewalParts &
  Pick<LicenceParts, 'mayGiveTo' | 'mayHaveProfile' | 'mayManage' | 'viewLicence'> &
  Pick<DeviceParts, 'device' | 'namesOfDevice'> &
  Pick<TokenParts, 'tokens'> &
  Pick<ChallengeParts, 'refuseHopelessOrder'> &
  Pick<AgentServices, 'doctor' | 'proofs'> & {
    preflight: Preflight
    lookAgain(): void
    ofDevice: DeviceEnrolment
    policy: Pick<PolicyParts, 'mayUseTarget' | 'now'>
  }

/** What callers reach through the doors. */
export function offerServices(needs: Needs): AgentServices {
  const { adoption, announcer, audit, certificates, clock, consumers, db, device, doctor, options, proofs, renewals, runs } = needs
  const { directoryUrl, folder, keyType, mode, practice, version } = options
  const about: About = { version, mode, dataFolder: folder, directory: directoryUrl, practice }
  const snapshot = createSnapshots({ about, device: device.find, certificates, pause: needs.pause.view, runs, audit })
  const usual = () => usualDirectories(db, directoryUrl)
  const order = createOrdering({
    db,
    clock,
    newId: randomUUID,
    audit,
    store: needs.store,
    usual: { directories: usual, keyType: keyType ?? defaultKeyType },
    refuseHopeless: needs.refuseHopelessOrder,
    startFirst: renewals.startFirst,
  })
  const history = createHistory({
    db,
    audit,
    machineRoots,
    givenRoots: async () => [options.extraRootsPem ?? '', ...(await authorityRootsRepository(db).all()).map(({ roots }) => roots)],
  })
  const { fill, ...usualChoices } = createUsualChoices({ ...needs, keyType: keyType ?? defaultKeyType })
  async function orderAllowed(asked: OrderInput) {
    const wanted = await fill(asked)
    await needs.mayManage(certificateNames(wanted.names), wanted.profile)
    return order(wanted)
  }

  const services: Omit<AgentServices, 'policy' | 'diagnostics'> = {
    state: { get: snapshot, watch: (signal) => watchState(announcer, snapshot, signal) },
    certificates: {
      ...certificates,
      ...history,
      order: orderAllowed,
      ...needs.preflight,
      ...offerCustody({ ...needs, snapshot, usualDirectories: usual }),
    },
    consumers,
    renewals: {
      renewNow: async (certificateId, by = 'person') => {
        const { runId, joined } = await renewals.start(certificateId, 'asked', by)
        return { runId, joined }
      },
      get: runs.get,
      pause: needs.pause.pause,
      resume: needs.pause.resume,
    },
    targets: createTargets({
      ...needs,
      ...needs.targets,
      newId: randomUUID,
      mayUse: (kind) => needs.policy.mayUseTarget({ id: kind }),
      refuseForbidden: (kind) => refuseContradiction(needs.policy.now(), { target: kind }),
      requireLicence: needs.mayGiveTo,
    }),
    authorities: createAuthorities({
      ...needs,
      clearStanding: (directory) => standingRepository(db).clear(directory),
    }),
    device: { ...device, ...needs.ofDevice, ...needs.namesOfDevice },
    usual: usualChoices,
    proxy: prepareProxy(needs),
    licence: { get: needs.viewLicence },
    audit,
    doctor,
    backup: { create: createBackups({ ...needs, folder, version, random: randomBytes }), inspect: inspectBackup },
    adoption,
    proofs,
    tokens: needs.tokens,
  }
  const diagnostics = prepareDiagnostics({ ...needs, snapshot, services, policy: async () => needs.policy.now() ?? null })
  return obedient({ ...services, diagnostics }, needs.policy.now)
}
