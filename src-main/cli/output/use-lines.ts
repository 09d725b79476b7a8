import type { CertificateUse, ChangePreview, UsedBy, UseOutlook } from '@mylzip/shared/operations/consumers.ts'
import { kindLabel } from '../../consumers/program-words.policy.ts'
import { dayOf } from './dates.policy.ts'
import { tableLines } from './table.policy.ts'

const outlooks: Readonly<Record<UseOutlook, string>> = {
  followed: 'told of each new one',
  'left-behind': 'told by nobody',
  'ends-soon': 'told by nobody, ends soon',
  ended: 'ended',
  broken: 'not in the store',
  unknown: 'not known',
}

const headings = ['Program', 'Certificate', 'Ends', 'Renewals']

/** Each program with its certificate, then what is worth a word. */
export function useLines(found: UsedBy, width: number | undefined): string[] {
  const rows = found.uses.map((use) => [
    use.program.label,
    certificateText(use),
    use.notAfter === null ? '' : dayOf(use.notAfter),
    outlooks[use.outlook],
  ])
  const table = rows.length === 0 ? ['No program of this machine is known to use it.'] : tableLines(headings, rows, width)
  const notes = found.uses.filter(({ nextStep }) => nextStep !== null).flatMap(({ nextStep, sentence }) => [sentence, `  ${nextStep}`])
  return [...table, ...(notes.length > 0 ? ['', ...notes] : []), '', ...sightLines(found)]
}

function certificateText({ certificate, subject, thumbprint }: CertificateUse): string {
  return certificate ? `${certificate.name}, version ${certificate.version}` : (subject ?? thumbprint)
}

/** What becomes of each program, a line each, and what can be done about it. */
export function effectLines(preview: ChangePreview): string[] {
  const effects = preview.effects.flatMap(({ nextStep, sentence }) => [sentence, ...(nextStep === null ? [] : [`  ${nextStep}`])])
  return [...(effects.length === 0 ? ['No program of this machine is known to use it.'] : effects), ...unreadLines(preview)]
}

/** Whether anybody is to be warned before it is done. */
export function hasEffects({ effects, unread }: ChangePreview): boolean {
  return unread.length > 0 || effects.some(({ effect }) => effect !== 'untouched')
}

/** Whether whoever reads that is told who loses a certificate, or that this is not known. */
export function takesAway({ effects, unread }: ChangePreview): boolean {
  return unread.length > 0 || effects.some(({ effect }) => effect === 'loses')
}

/** What the system itself can tell of. */
const fromSystem: ReadonlySet<string> = new Set(['rdp', 'winrm', 'iis', 'http-sys', 'sql-server'])

/** Of which programs this tells: of no others anything is known. */
export function sightLines({ lookedAt, unread }: Pick<UsedBy, 'lookedAt' | 'unread'>): string[] {
  const others = lookedAt.every((kind) => !fromSystem.has(kind))
    ? ' Programs that read files of the certificate folder are not seen here.'
    : ''
  return [`Looked at: ${lookedAt.map(kindLabel).join(', ')}.${others}`, ...unreadLines({ unread })]
}

function unreadLines({ unread }: Pick<UsedBy, 'unread'>): string[] {
  return unread.flatMap(({ code, nextStep, sentence, what }) => [`Could not be looked at: ${what}. ${code}: ${sentence}`, `  ${nextStep}`])
}
