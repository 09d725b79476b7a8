import type { DeployTargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import type { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { Thumbprint } from '../stores/store.port.ts'

/** A program that is told of each new version of a certificate. */
export interface SetUpTarget {
  certificateId: string
  kind: DeployTargetKind
  /** By which its program is known; undefined for what lives in this process. */
  settings?: TargetSettings | undefined
  target: Pick<DeployTarget, 'id' | 'label' | 'bound' | 'address'>
}

/** Those of all certificates that are managed. */
export type SetUpTargets = () => Promise<readonly SetUpTarget[]>

/** What a program had before a target told it for the first time: it may be given that back. */
export interface FoundBefore {
  kind: DeployTargetKind
  label: string
  thumbprint: Thumbprint
}
