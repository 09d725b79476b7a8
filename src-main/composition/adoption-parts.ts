import { randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import type { TakeOverInput } from '@mylzip/shared/operations/adoption.ts'
import { readIssuedCertificate } from '../acme/issued-certificate.ts'
import { createManagedAs } from '../adoption/managed-as.ts'
import { usualPlaces } from '../adoption/places.policy.ts'
import { createReaders } from '../adoption/readers.ts'
import { createScan } from '../adoption/scan.service.ts'
import { createTakeOver } from '../adoption/take-over.service.ts'
import { knownDirectories } from '../authorities/known-directories.ts'
import { usualDirectories } from '../authorities/usual-directories.ts'
import type { AuthorityParts } from './authority-parts.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'
import type { LicenceParts } from './licence-parts.ts'
import type { PlaceParts } from './place-parts.ts'
import type { RenewalParts } from './renewal-parts.ts'

type Needs = Foundations &
  Pick<AuthorityParts, 'authorities'> &
  Pick<ChallengeParts, 'proofs'> &
  Pick<CloudParts, 'audit'> &
  Pick<LicenceParts, 'mayManage'> &
  Pick<PlaceParts, 'store'> &
  Pick<RenewalParts, 'certificates' | 'replan'>

/** Certificates of other ACME clients: finding them, and taking them over. */
export function prepareAdoption(needs: Needs) {
  const { announcer, certificates, db, log, options, proofs, replan } = needs
  const usual = () => usualDirectories(db, options.directoryUrl)
  // What other programs keep names its authority by host alone; those that this device has to do with are known by theirs.
  const readers = async () => createReaders(await knownDirectories(db, options.directoryUrl))
  const tell = async (id: string) => announcer.announce({ type: 'certificate', certificate: await certificates.get(id) })
  const shared = { readIssued: readIssuedCertificate }

  async function plan(certificateId: string): Promise<void> {
    await tell(certificateId)
    await replan(certificateId)
    await tell(certificateId)
  }

  return {
    adoption: {
      scan: async (folders: string[] | undefined) =>
        createScan({
          ...shared,
          readers: await readers(),
          managedAs: createManagedAs(db),
          usualPlaces: usualPlaces({ platform: process.platform, home: homedir(), env: process.env }),
        })(folders),
      takeOver: async (input: TakeOverInput) =>
        createTakeOver({
          ...needs,
          ...shared,
          readers: await readers(),
          newId: randomUUID,
          usualDirectories: usual,
          forgetAccount: needs.authorities.forget,
          dnsServers: { list: proofs.listDnsServers, add: proofs.addDnsServer },
          // The scheduler plans what could not be planned now.
          follow: (id) => void plan(id).catch((error: unknown) => log.warn('a renewal was not planned yet', { error })),
        })(input),
    },
  }
}

export type AdoptionParts = ReturnType<typeof prepareAdoption>
