import type { CertificateUse } from '@mylzip/shared/operations/consumers.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'

/** A certificate with the programs that use it: one part of the drawing. */
export interface UseGroup {
  key: string
  name: string
  /** One that is managed here; of any other nothing can be changed from here. */
  certificate: Certificate | undefined
  thumbprint: string
  uses: readonly CertificateUse[]
}

/**
 * The drawing's parts: what is managed here in its own order, whether anything uses it or not; then what is not. So no line
 * crosses another.
 */
export function groupsOf(uses: readonly CertificateUse[], certificates: readonly Certificate[]): UseGroup[] {
  const own = certificates.map((certificate) => ({
    key: certificate.id,
    name: certificate.names[0] ?? '',
    certificate,
    thumbprint: certificate.current?.thumbprint ?? '',
    uses: uses.filter((use) => use.certificate?.id === certificate.id).toSorted(byProgram),
  }))
  const others = uses.filter((use) => !certificates.some(({ id }) => id === use.certificate?.id))
  const foreign = [...Map.groupBy(others, (use) => use.thumbprint)].map(([thumbprint, group]) => ({
    key: thumbprint,
    name: group[0]?.certificate?.name ?? group[0]?.subject ?? thumbprint,
    certificate: undefined,
    thumbprint,
    uses: group.toSorted(byProgram),
  }))
  return [...own, ...foreign.toSorted((one, other) => one.name.localeCompare(other.name))]
}

const byProgram = (one: CertificateUse, other: CertificateUse) => one.program.label.localeCompare(other.program.label)

/** The same text for the same program in the same place. */
export function keyOf({ program: { kind, place }, thumbprint }: CertificateUse): string {
  return JSON.stringify([kind, place, thumbprint])
}

/** Of the target that tells it; undefined where nobody set one up, as for the device page. */
export function targetIdOf({ target }: CertificateUse): string | undefined {
  const [, id] = target?.id.split(/:(.*)/s) ?? []
  return id
}
