import { Caption1, Link, makeStyles, tokens } from '@fluentui/react-components'
import { CertificateRegular } from '@fluentui/react-icons/svg/certificate'
import type { ChangePreview } from '@mylzip/shared/operations/consumers.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import { HostName } from '../../components/host-name.tsx'
import { ExactMoment } from '../../components/moment.tsx'
import { hrefOf } from '../../components/routes.ts'
import { texts } from '../../texts/texts.ts'
import { ChangePreviewPart } from './change-preview.tsx'
import { MapItem } from './map-item.tsx'
import type { UseGroup } from './use-map.policy.ts'

const useStyles = makeStyles({ soft: { color: tokens.colorNeutralForeground2 } })

interface CertificateProps {
  group: UseGroup
  isOpen: boolean
  running: boolean
  shown: ChangePreview | undefined
  show: (preview: ChangePreview | undefined) => void
}

/** A certificate: how many use it; unfolded what a change of it would mean for each. */
export function CertificateItem({ group, isOpen, running, shown, show }: CertificateProps) {
  const styles = useStyles()
  const say = texts.useMap
  const { certificate, key, name, uses } = group
  const brief = (
    <>
      {certificate === undefined && <Caption1 className={styles.soft}>{say.notManaged}</Caption1>}
      <Caption1 className={styles.soft}>{uses.length === 0 ? say.unused : say.usedByCount(uses.length)}</Caption1>
    </>
  )
  return (
    <MapItem id={key} icon={<CertificateRegular />} title={<HostName name={name} />} isOpen={isOpen} brief={brief}>
      {certificate !== undefined && <ChangePreviewPart certificate={certificate} running={running} shown={shown} show={show} />}
      <Facts facts={factsOf(group)} />
      {certificate !== undefined && <Link href={hrefOf('certificates', certificate.id)}>{say.openCertificate}</Link>}
    </MapItem>
  )
}

function factsOf({ certificate, thumbprint, uses }: UseGroup): Fact[] {
  const say = texts.useMap
  const current = certificate?.current
  const ends = current?.notAfter ?? uses[0]?.notAfter
  const names = certificate?.names.join(', ')
  return [
    ...(names === undefined ? [] : [{ term: say.facts.names, value: names, copy: names }]),
    ...(current ? [{ term: say.facts.current, value: say.version(current.number) }] : []),
    ...(ends ? [{ term: say.facts.ends, value: <ExactMoment at={ends} /> }] : []),
    ...(thumbprint === '' ? [] : [{ term: say.facts.thumbprint, value: thumbprint, copy: thumbprint, code: true }]),
  ]
}
