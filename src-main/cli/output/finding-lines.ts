import type { Finding } from '@mylzip/shared/operations/doctor.ts'

export const marks: Readonly<Record<Finding['status'], string>> = { ok: '✓', warning: '!', failed: '✗', skipped: '–' }
const words: Readonly<Record<Finding['status'], string>> = { ok: 'good', warning: 'worth a look', failed: 'failed', skipped: 'left out' }

export function findingLines({ status, title, sentence, nextStep, evidence, code }: Finding): string[] {
  const head = `${marks[status]} ${title} (${words[status]}${code === null ? '' : `, ${code}`})`
  return [
    head,
    `    ${sentence}`,
    ...(nextStep === null ? [] : [`    ${nextStep}`]),
    ...evidence.map(({ label, value }) => `    ${label}: ${value}`),
    '',
  ]
}

/** By the kind of check, which --json has whole and with the reason of each. */
export function leftOutLines(skipped: readonly Finding[]): string[] {
  const kinds = [...new Set(skipped.map(({ id }) => id.replace(/:.*/s, '')))]
  return skipped.length === 0
    ? []
    : [`${marks.skipped} Left out, because nothing here needs it (${skipped.length}): ${kinds.join(', ')}`, '']
}

export function byStatus(findings: readonly Finding[]): string {
  return (['ok', 'warning', 'failed', 'skipped'] as const)
    .map((status) => [findings.filter((finding) => finding.status === status).length, words[status]] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')
}
