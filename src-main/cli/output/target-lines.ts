import type { Target, TargetPreview, TargetTest } from '@mylzip/shared/operations/targets.ts'
import type { Certificate, Consumer } from '@mylzip/shared/operations/values.ts'
import { momentOf } from './dates.policy.ts'
import { tableLines } from './table.policy.ts'

export interface ListedTarget extends Consumer {
  certificateId: string
  certificate: string
  /** Null for what is there by itself: the device page. */
  id: string | null
  kind: string
  rolledBackFrom: number | null
}

/** What presents each certificate, and what was set up to and was not told yet. */
export function listedTargets(certificates: readonly Certificate[], targets: readonly Target[]): ListedTarget[] {
  return certificates.flatMap(({ current, id: certificateId, names: [certificate = ''] }) => {
    const own = targets.filter((target) => target.certificateId === certificateId)
    const keyOf = ({ id, kind }: Target) => `${kind}:${id}`
    const records = current?.consumers ?? []
    const told = records.map((consumer) => {
      const target = own.find((each) => keyOf(each) === consumer.target)
      const kind = target?.kind ?? consumer.target.split(':')[0] ?? ''
      return { certificateId, certificate, ...consumer, id: target?.id ?? null, kind, rolledBackFrom: target?.rolledBackFrom ?? null }
    })
    const untold = own.filter((target) => !records.some((consumer) => consumer.target === keyOf(target)))
    return [
      ...told,
      ...untold.map((target) => ({
        certificateId,
        certificate,
        target: keyOf(target),
        label: target.label,
        address: '',
        ...{ boundAt: null, verifiedAt: null, trust: null, failure: null },
        id: target.id,
        kind: target.kind,
        rolledBackFrom: target.rolledBackFrom,
      })),
    ]
  })
}

const headings = ['Certificate', 'Program', 'Address', 'Last seen', 'Problem', 'Id']

export function listLines(targets: readonly ListedTarget[], width: number | undefined): string[] {
  if (targets.length === 0) return ['No program presents a certificate of this device.']
  const rows = targets.map(({ address, certificate, failure, id, label, rolledBackFrom, verifiedAt }) => [
    certificate,
    label,
    address,
    verifiedAt === null ? 'never' : momentOf(verifiedAt),
    failure?.sentence ?? (rolledBackFrom === null ? '' : 'has what it had before, because somebody wanted it so'),
    id ?? '',
  ])
  return tableLines(headings, rows, width)
}

export function previewLines({ bound, changes, label, wanted }: TargetPreview): string[] {
  return [
    `${label} has ${bound ?? 'no certificate that could be read'}.`,
    ...(wanted === null ? ['Nothing is issued yet that it could be given.'] : []),
    ...(wanted !== null && changes.length === 0 ? ['It has the certificate in use: nothing would be changed.'] : changes),
  ]
}

export function testLines(test: TargetTest): string[] {
  const { problem, seen, trust } = test
  if (problem) return previewLines(test)
  if (seen === null) return [...previewLines(test), 'Nobody can connect to it: what it has was read.']
  return [...previewLines(test), `A client sees the certificate in use${trust === 'issuer' ? ', of an authority that few trust' : ''}.`]
}
