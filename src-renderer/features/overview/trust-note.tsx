import type { About, Certificate } from '@mylzip/shared/operations/values.ts'
import { Note } from '../../components/note.tsx'
import { texts } from '../../texts/en.ts'

/** Says plainly when a certificate is one that others do not trust, or nobody would understand their browser's warning. */
export function TrustNote({ about, certificate }: { about: About; certificate: Certificate }) {
  if (about.practice) {
    return (
      <Note intent="info" title={texts.overview.practiceTitle}>
        {texts.overview.practice}
      </Note>
    )
  }
  if (!certificate.current?.consumers.some(({ trust }) => trust === 'issuer')) return undefined
  return (
    <Note intent="info" title={texts.overview.testTitle}>
      {texts.overview.test}
    </Note>
  )
}
