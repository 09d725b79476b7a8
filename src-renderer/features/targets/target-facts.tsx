import type { Target } from '@mylzip/shared/operations/targets.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ExactMoment } from '../../components/moment.tsx'
import { texts } from '../../texts/texts.ts'

/** What is known of it, each to be copied where somebody may need it elsewhere. */
export function TargetFacts({ target, certificate }: { target: Target; certificate: Certificate | undefined }) {
  return <Facts facts={factsOf(target, certificate)} />
}

function factsOf({ consumer, createdAt, foundThumbprint, hasPassword, id, kind }: Target, certificate: Certificate | undefined): Fact[] {
  const { facts: say, kinds } = texts.targets
  const name = certificate?.names[0]
  const current = certificate?.current
  return [
    { term: say.kind, value: Object.hasOwn(kinds, kind) ? kinds[kind].name : kind },
    ...(name === undefined ? [] : [{ term: say.certificate, value: name, copy: name }]),
    ...(current && consumer?.verifiedAt
      ? [{ term: say.presents, value: say.version(current.number, current.thumbprint), copy: current.thumbprint }]
      : []),
    ...(consumer?.address ? [{ term: say.address, value: consumer.address, copy: consumer.address, code: true }] : []),
    ...(consumer?.verifiedAt ? [{ term: say.verified, value: <ExactMoment at={consumer.verifiedAt} /> }] : []),
    ...(consumer?.boundAt ? [{ term: say.given, value: <ExactMoment at={consumer.boundAt} /> }] : []),
    ...(foundThumbprint === null ? [] : [{ term: say.foundBefore, value: foundThumbprint, copy: foundThumbprint, code: true }]),
    ...(hasPassword ? [{ term: say.password, value: say.sealed }] : []),
    { term: say.since, value: <ExactMoment at={createdAt} /> },
    { term: say.id, value: id, copy: id, code: true },
  ]
}
