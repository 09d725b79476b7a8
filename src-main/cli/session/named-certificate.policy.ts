import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { nameInDns } from '../input/name-in-dns.policy.ts'

/**
 * The certificate that a person means: by its id, by the name it is known by, or by any name in it. Refuses with
 * CERTIFICATE_NOT_FOUND, or CERTIFICATE_NAME_AMBIGUOUS where several hold the name and none is known by it.
 */
export function certificateNamed(certificates: readonly Certificate[], wanted: string): Certificate {
  const name = nameInDns(wanted)
  const kept = [
    certificates.filter(({ id }) => id === wanted.toLowerCase()),
    certificates.filter(({ names }) => names[0] === name),
    certificates.filter(({ names }) => names.includes(name)),
  ].find((found) => found.length > 0)
  const [first, ...others] = kept ?? []
  if (!first) throw new Refusal('CERTIFICATE_NOT_FOUND', { certificateId: wanted })
  if (others.length === 0) return first
  const list = [first, ...others].map(({ id, names }) => `${id} (${names[0]})`).join(', ')
  throw new Refusal('CERTIFICATE_NAME_AMBIGUOUS', { name, certificates: list })
}
