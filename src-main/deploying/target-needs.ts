import type { DeployTargetKind, TargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import type { AuditService } from '../audit/audit.service.ts'
import type { TargetRow } from '../certificates/target.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { RunAnnouncements } from '../renewals/run-announcements.ts'
import type { RunTools } from '../renewals/run-context.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'

/** What setting up, trying and telling targets works with. */
export interface TargetNeeds extends Pick<RunTools, 'clock' | 'log' | 'probe' | 'secrets' | 'store' | 'targetsFor' | 'turns'> {
  db: AgentDatabase['db']
  audit: Pick<AuditService, 'announce' | 'record' | 'recordAlone'>
  announcements: Pick<RunAnnouncements, 'certificate'>
  newId(): string
  /** The program behind a record. */
  open(row: TargetRow): DeployTarget
  /** What keeps such a program from being given certificates here at all; undefined where nothing does. */
  whyNotHere(kind: TargetKind): Refusal | undefined
  mayUse(kind: DeployTargetKind): boolean
  /** Refuses with SET_BY_ORGANISATION. */
  refuseForbidden(kind: TargetKind): void
  /** Refuses with LICENCE_*. Asked before one is set up, never before it is told. */
  requireLicence(kind: TargetKind): Promise<void>
  /** Looks at what the settings name. Refuses with TARGET_SETTINGS_UNFIT or TARGET_PLACE_UNSAFE. */
  refuseUnfit(settings: TargetSettings): Promise<void>
}
