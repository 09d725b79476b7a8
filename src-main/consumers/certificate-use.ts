import type { DeployTargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { UseOutlook, UseStanding } from '@mylzip/shared/operations/consumers.ts'
import type { ServedAt } from '../deploy-targets/target.port.ts'
import type { Thumbprint } from '../stores/store.port.ts'
import type { SetUpTarget } from './set-up-target.port.ts'

/** A program, and the certificate that its configuration names. */
export interface ProgramUse {
  program: {
    kind: DeployTargetKind
    place: string
    /** What a person calls it; a sentence may begin with it. */
    label: string
  }
  thumbprint: Thumbprint
  address: ServedAt | undefined
  /** Those that tell this program of certificates. */
  targets: readonly SetUpTarget[]
}

/** A version that this agent has on record. */
export interface OwnVersion {
  certificateId: string
  name: string
  version: number
  /** The one in use; null until the first was in place. */
  inUse: number | null
  /** Managed no longer. */
  isForgotten: boolean
  /** Whether the next one is ordered by itself. */
  isRenewed: boolean
  notAfter: Instant
}

/** The same with what is known of the certificate. */
export interface CertificateUse extends Omit<ProgramUse, 'targets'> {
  own: OwnVersion | undefined
  subject: string | undefined
  notAfter: Instant | undefined
  /** The one that tells it of this certificate's next version; of a certificate that is not ours: any. */
  target: { id: string; label: string } | undefined
  standing: UseStanding
  outlook: UseOutlook
}

/** Something that could not be looked at. */
export interface UnreadPart {
  what: string
  /** The kind of its programs; undefined for a store. */
  kind?: DeployTargetKind
  refusal: Refusal
}

/** What the programs of this machine use at one moment. */
export interface Sight {
  at: Instant
  uses: readonly CertificateUse[]
  /** Programs of which nothing is known, and their kinds, where all of a kind could not be looked at. */
  unread: readonly UnreadPart[]
}
