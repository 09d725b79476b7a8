import type { Certificate } from '@mylzip/shared/operations/values.ts'

/**
 * What of the certificates makes it worth while to ask their programs anew, as a text: a push that changes nothing of it is no occasion.
 * How a target stands is told with its certificate.
 */
export function occasionOf(certificates: readonly Certificate[]): string {
  return certificates.map(certificateOccasion).join(' ')
}

function certificateOccasion({ current, health, id }: Certificate): string {
  const consumers = (current?.consumers ?? []).map(
    ({ boundAt, failure, target, verifiedAt }) => `${target}:${boundAt}:${verifiedAt}:${failure?.code}`,
  )
  return [id, current?.number, current?.thumbprint, health, ...consumers].join('/')
}
