import type { Certificate, CertificateVersion } from '@mylzip/shared/operations/values.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import { FoldedSection } from '../../components/folded-section.tsx'
import { ExactMoment } from '../../components/moment.tsx'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'

/** Everything an administrator asks about a certificate, one level down. */
export function CertificateDetails({ certificate, version }: { certificate: Certificate; version: CertificateVersion }) {
  return (
    <FoldedSection heading={texts.certificate.heading}>
      <Facts facts={factsOf(certificate, version)} />
    </FoldedSection>
  )
}

function factsOf(certificate: Certificate, version: CertificateVersion): Fact[] {
  const say = texts.certificate
  const { store } = version
  const names = certificate.names.join(', ')
  return [
    { term: say.names, value: names, copy: names },
    { term: say.issuer, value: version.issuer, copy: version.issuer },
    { term: say.validFrom, value: <ExactMoment at={version.notBefore} /> },
    { term: say.validUntil, value: <ExactMoment at={version.notAfter} /> },
    { term: say.serial, value: version.serial, copy: version.serial, code: true },
    { term: say.thumbprint, value: version.thumbprint, copy: version.thumbprint, code: true },
    { term: say.keyType, value: wordOf(texts.keyTypes, certificate.keyType) },
    ...(certificate.profile === null ? [] : [{ term: say.profile, value: certificate.profile }]),
    { term: say.version, value: version.number },
    { term: say.directory, value: certificate.directory, copy: certificate.directory },
    ...(store === null
      ? []
      : [
          { term: say.location, value: store.location, copy: store.location, code: true },
          { term: say.keyLocation, value: store.keyLocation, copy: store.keyLocation, code: true },
        ]),
  ]
}
