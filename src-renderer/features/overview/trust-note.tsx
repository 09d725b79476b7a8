import type { About, Certificate } from '@mylzip/shared/operations/values.ts'
import { Note } from '../../components/note.tsx'
import { texts } from '../../texts/texts.ts'
import { distrustOf } from './trust.policy.ts'

/** Says plainly when a certificate is one that others do not trust, or nobody would understand their browser's warning. */
export function TrustNote({ about, certificate }: { about: About; certificate: Certificate }) {
  const distrust = about.practice ? 'practice' : distrustOf(about, certificate)
  if (distrust === undefined) return undefined
  const { title, text } = texts.overview.distrust[distrust]
  return (
    <Note intent="info" title={title}>
      {text}
    </Note>
  )
}
