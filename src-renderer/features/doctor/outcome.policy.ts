import type { Finding } from '@mylzip/shared/operations/doctor.ts'

export interface Outcome {
  intent: 'success' | 'warning' | 'error'
  failed: number
  warnings: number
}

/** All of it in one: what stands in the way counts before what is merely worth a look. */
export function outcomeOf(findings: readonly Pick<Finding, 'status'>[]): Outcome {
  const count = (wanted: Finding['status']) => findings.filter(({ status }) => status === wanted).length
  const [failed, warnings] = [count('failed'), count('warning')]
  return { failed, warnings, intent: failed > 0 ? 'error' : warnings > 0 ? 'warning' : 'success' }
}
