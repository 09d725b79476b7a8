import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type RefusalCode, refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import { COMMON_ORPC_ERROR_DEFS, ORPCError } from '@orpc/client'
import { z } from 'zod'
import { NoCloudAnswer } from './no-cloud-answer.ts'

const RefusalFacts = z.record(z.string(), z.union([z.string(), z.number()])).catch({})
const codes: ReadonlySet<string> = new Set(refusalCodes)

/** Codes that speak of the program which answered: here that is the cloud, and the person sees another program. */
const cloudsOwn: ReadonlySet<string> = new Set<RefusalCode>(['DEFECT', 'INPUT_INVALID', 'CALL_UNKNOWN'])

/**
 * What a call to the cloud failed with: the cloud's own code where this version knows it, CLOUD_REFUSED (with that
 * code in its data) where it does not, and CLOUD_UNREACHABLE where the cloud failed or was not the one that answered.
 */
export function asCloudRefusal(error: unknown, cloud: string): Refusal {
  if (isRefusal(error)) return error
  const unreachable = (reason: string) => new Refusal('CLOUD_UNREACHABLE', { cloud, reason }, { cause: error })
  if (error instanceof NoCloudAnswer) return unreachable(error.reason)
  if (!(error instanceof ORPCError)) return unreachable('its answer makes no sense here')
  const { code, status } = error
  if (status >= 500) return unreachable(`it failed with HTTP status ${status}`)
  if (isRefusalCode(code) && !cloudsOwn.has(code)) return new Refusal(code, RefusalFacts.parse(error.data), { cause: error })
  if (isNobodys(code)) return unreachable(`something else answers in its place, with HTTP status ${status}`)
  const { reason = code } = RefusalFacts.parse(error.data)
  return new Refusal('CLOUD_REFUSED', { cloud, reason, code }, { cause: error })
}

function isRefusalCode(code: string): code is RefusalCode {
  return codes.has(code)
}

/** The names oRPC gives to an error that came without a code: from a proxy or a filter, never from the cloud. */
function isNobodys(code: string): boolean {
  return Object.hasOwn(COMMON_ORPC_ERROR_DEFS, code) || code === 'MALFORMED_ORPC_ERROR_RESPONSE'
}
