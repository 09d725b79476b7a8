import type { Health } from '../../domain/health.policy.ts'

export const germanHealth: Readonly<Record<Health, string>> = {
  protected: 'Geschützt',
  working: 'In Arbeit',
  attention: 'Achtung',
  'not-protected': 'Nicht geschützt',
}
