import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { certificateName } from '../certificates/certificate-names.policy.ts'

/** Names as they would be ordered. Refuses with INPUT_INVALID what could not be in a certificate, as an order would. */
export function plannedNames(names: readonly string[]): string[] {
  return names.map((text) => {
    try {
      return certificateName(text)
    } catch (cause) {
      if (!isRefusal(cause, 'NAME_INVALID')) throw cause
      const reason = `“${text}” is not a name that a certificate could be for: ${cause.data.reason}`
      throw new Refusal('INPUT_INVALID', { reason }, { cause })
    }
  })
}
