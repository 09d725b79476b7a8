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
  /** What its program had before it was told for the first time, and may be given back. */
  found?: Thumbprint | undefined
  target: Pick<DeployTarget, 'id' | 'label' | 'bound' | 'address'>
}

/** Those of all certificates that are managed. */
export type SetUpTargets = () => Promise<readonly SetUpTarget[]>
