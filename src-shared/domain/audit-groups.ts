import { type AuditAction, auditActions } from './audit-actions.ts'

/** What a person asks the log about. */
export const auditGroups = ['certificates', 'programs', 'keys', 'settings', 'device', 'program'] as const
export type AuditGroup = (typeof auditGroups)[number]

/** One for each action: a new one does not compile before somebody has said where it belongs. */
const groupOf: Readonly<Record<AuditAction, AuditGroup>> = {
  'agent-started': 'program',
  'agent-stopped': 'program',
  'database-set-aside': 'program',
  'database-begun-anew': 'program',
  'dashboard-opened': 'program',
  'backup-made': 'program',
  restored: 'program',
  'audit-verified': 'program',

  'device-enrolled': 'device',
  'device-renamed': 'device',
  'device-transferred': 'device',
  'device-key-changed': 'device',
  'device-kept': 'device',
  'identity-given-up': 'device',
  'cloud-moved': 'device',
  'lan-addresses-published': 'device',
  'lan-addresses-removed': 'device',
  'device-name-added': 'device',
  'command-received': 'device',

  'renewals-paused': 'settings',
  'renewals-resumed': 'settings',
  'lan-consent-given': 'settings',
  'lan-consent-withdrawn': 'settings',
  'device-page-opened-to-lan': 'settings',
  'device-page-closed-to-lan': 'settings',
  'policy-obeyed': 'settings',
  'usual-choices-set': 'settings',
  'certificate-configured': 'settings',
  'dns-server-added': 'settings',
  'dns-server-removed': 'settings',
  'authorities-ordered': 'settings',
  'authority-trusted': 'settings',
  'authority-distrusted': 'settings',
  'account-adopted': 'settings',
  'account-bound': 'settings',
  'account-opened': 'settings',
  'account-contact-changed': 'settings',
  'account-key-changed': 'settings',
  'account-chosen': 'settings',
  'account-deactivated': 'settings',

  'certificate-wanted': 'certificates',
  'certificate-imported': 'certificates',
  'certificate-revoked': 'certificates',
  'certificate-forgotten': 'certificates',
  'certificate-adopted': 'certificates',
  'run-started': 'certificates',
  'authority-changed': 'certificates',
  'order-placed': 'certificates',
  'order-placed-anew': 'certificates',
  'certificate-issued': 'certificates',
  'certificate-installed': 'certificates',
  'certificate-put-back': 'certificates',
  'certificate-not-in-place': 'certificates',
  'run-succeeded': 'certificates',
  'run-failed': 'certificates',
  'old-versions-removed': 'certificates',
  'chain-kept': 'certificates',
  'kept-for-programs': 'certificates',
  'certificate-removed': 'certificates',
  'files-left-in-store': 'certificates',

  'certificate-bound': 'programs',
  'certificate-verified': 'programs',
  'target-added': 'programs',
  'target-removed': 'programs',
  'target-rolled-back': 'programs',
  'target-given-back': 'programs',
  'target-not-given-back': 'programs',

  'certificate-exported': 'keys',
  'key-made': 'keys',
  'key-made-in-tpm': 'keys',
  'key-reused': 'keys',
  'key-lost': 'keys',
  'key-made-private': 'keys',
  'key-destroyed': 'keys',
  'key-copy-kept': 'keys',
  'old-keys-destroyed': 'keys',
}

export function actionsOf(group: AuditGroup): AuditAction[] {
  return auditActions.filter((action) => groupOf[action] === group)
}
