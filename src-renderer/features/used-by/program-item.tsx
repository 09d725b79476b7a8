import { Body1, Caption1, Link, makeStyles, tokens } from '@fluentui/react-components'
import type { CertificateUse, EffectOnUse } from '@mylzip/shared/operations/consumers.ts'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ExactMoment } from '../../components/moment.tsx'
import { ProgramIcon } from '../../components/program-icon.tsx'
import { hrefOf } from '../../components/routes.ts'
import { programSaid, tellingSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'
import { lookOf } from './line-look.policy.ts'
import { LookWord } from './look-word.tsx'
import { MapItem } from './map-item.tsx'
import { keyOf, targetIdOf } from './use-map.policy.ts'

const useStyles = makeStyles({
  soft: { color: tokens.colorNeutralForeground2 },
  effect: { fontWeight: tokens.fontWeightSemibold },
})

interface ProgramProps {
  use: CertificateUse
  /** Of the certificate. */
  name: string
  /** What the change that is looked at would do to it. */
  effect: EffectOnUse | undefined
  isOpen: boolean
}

/** A program: how it stands with its certificate, or what a change would do; unfolded what can be done, and where it is seen. */
export function ProgramItem({ use, name, effect, isOpen }: ProgramProps) {
  const styles = useStyles()
  const say = texts.useMap
  const which = use.certificate === null ? say.uses(name) : `${say.uses(name)}, ${say.version(use.certificate.version)}`
  const brief = (
    <>
      <LookWord look={effect?.effect ?? lookOf(use)} />
      <Caption1 className={styles.soft}>{which}</Caption1>
      {effect !== undefined && (
        <Caption1 className={styles.effect}>
          <AgentSentence said={tellingSaid(effect.sentenceSaid, effect.sentence)} />
        </Caption1>
      )}
    </>
  )
  const { nextStep, nextStepSaid } = effect ?? use
  return (
    <MapItem
      id={keyOf(use)}
      icon={<ProgramIcon kind={use.program.kind} />}
      title={programSaid(use.program.label)}
      isOpen={isOpen}
      brief={brief}
    >
      <Body1>
        <AgentSentence said={tellingSaid(use.sentenceSaid, use.sentence)} />
      </Body1>
      {nextStep !== null && (
        <Body1>
          {say.whatToDo}: <AgentSentence said={tellingSaid(nextStepSaid, nextStep)} />
        </Body1>
      )}
      <WayOn use={use} />
      <Facts facts={factsOf(use)} />
    </MapItem>
  )
}

/** Where what is to be done is done here. */
function WayOn({ use }: { use: CertificateUse }) {
  const { certificate, program } = use
  const targetId = targetIdOf(use)
  if (targetId !== undefined) return <Link href={hrefOf('targets', targetId)}>{texts.useMap.openTarget}</Link>
  if (certificate === null || program.kind === 'device-page') return undefined
  return <Link href={hrefOf('targets', 'add', program.kind, certificate.id)}>{texts.useMap.setUp}</Link>
}

function factsOf({ address, notAfter, program, target, thumbprint }: CertificateUse): Fact[] {
  const say = texts.useMap.facts
  return [
    ...(address === null ? [] : [{ term: say.address, value: address, copy: address, code: true }]),
    ...(notAfter === null ? [] : [{ term: say.ends, value: <ExactMoment at={notAfter} /> }]),
    ...(target === null
      ? []
      : [{ term: say.target, value: program.kind === 'device-page' ? say.toldByItself : programSaid(target.label) }]),
    { term: say.thumbprint, value: thumbprint, copy: thumbprint, code: true },
  ]
}
