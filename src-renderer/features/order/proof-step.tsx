import { Body1, Caption1, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { texts } from '../../texts/texts.ts'
import { DelegationRecords } from './delegation-records.tsx'
import { DnsServerChoice } from './dns-server-choice.tsx'
import type { Draft } from './draft.policy.ts'
import { StepFrame } from './step-frame.tsx'
import type { TypedName } from './typed-names.policy.ts'
import { foreignHosts, type Way } from './ways.policy.ts'

const useStyles = makeStyles({
  options: { display: 'flex', flexDirection: 'column' },
  option: { display: 'flex', flexDirection: 'column' },
  soft: { color: tokens.colorNeutralForeground2 },
})

interface ProofStepProps {
  draft: Draft
  names: readonly TypedName[]
  own: ReadonlySet<string>
  ways: readonly Way[]
  way: Way
  change: (part: Partial<Draft>) => void
  back: () => void
  next: () => void
}

/** How the names are proven: the ways there are for such names, and what the chosen one needs. */
export function ProofStep({ draft, names, own, ways, way, change, back, next }: ProofStepProps) {
  const styles = useStyles()
  const say = texts.order
  const foreign = foreignHosts(names, own)
  const needsRecords = way === 'delegation' || (way === 'automatic' && foreign.length > 0 && names.length > foreign.length)
  const leftOut = names.some(({ kind }) => kind === 'wildcard')
    ? say.wildcardByDns
    : names.some(({ kind }) => kind === 'address') && say.addressByPort
  return (
    <StepFrame step="proof" heading={say.proofHeading} why={say.proofWhy} back={back} next={next} obstacle={obstacleOf(draft, way)}>
      <RadioGroup
        aria-label={say.proofHeading}
        value={way}
        onChange={(_, { value }) => change({ way: ways.find((each) => each === value) })}
      >
        <div className={styles.options}>
          {ways.map((each) => (
            <Radio
              key={each}
              value={each}
              label={
                <span className={styles.option}>
                  <Body1>{say.ways[each].title}</Body1>
                  <Caption1 className={styles.soft}>{say.ways[each].text}</Caption1>
                </span>
              }
            />
          ))}
        </div>
      </RadioGroup>
      {leftOut && <Caption1 className={styles.soft}>{leftOut}</Caption1>}
      {needsRecords && <DelegationRecords hosts={foreign} />}
      {way === 'rfc2136' && <DnsServerChoice chosen={draft.server} choose={(server) => change({ server })} />}
      {way === 'http-webroot' && (
        <Field label={say.folder} required hint={say.folderHint}>
          <Input value={draft.folder} onChange={(_, { value }) => change({ folder: value })} autoComplete="off" spellCheck={false} />
        </Field>
      )}
    </StepFrame>
  )
}

function obstacleOf({ folder, server }: Draft, way: Way): string | undefined {
  if (way === 'rfc2136' && server === '') return texts.order.serverNeeded
  return way === 'http-webroot' && folder.trim() === '' ? texts.order.folderNeeded : undefined
}
