import { isRefusal, Refusal, type RefusalData } from '@mylzip/shared/domain/refusal.ts'
import { type RefusalCode, refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import { NoCloudAnswer } from './no-cloud-answer.ts'

const RefusalFacts = z.record(z.string(), z.union([z.string(), z.number()])).catch({})
const codes: ReadonlySet<string> = new Set(refusalCodes)

/** Codes that speak of the program which answered: here that is the cloud, and the person sees another program. */
const cloudsOwn: ReadonlySet<string> = new Set<RefusalCode>(['DEFECT', 'INPUT_INVALID', 'CALL_UNKNOWN'])

/** What a call to the cloud failed with, as a refusal: the cloud's own code where it gave one, else CLOUD_UNREACHABLE or CLOUD_REFUSED. */
export function asCloudRefusal(error: unknown, cloud: string): Refusal {
  if (isRefusal(error)) return error
  if (error instanceof NoCloudAnswer) return new Refusal('CLOUD_UNREACHABLE', { cloud, reason: error.reason }, { cause: error })
  if (!(error instanceof ORPCError))
    return new Refusal('CLOUD_UNREACHABLE', { cloud, reason: 'its answer makes no sense here' }, { cause: error })
  if (isRefusalCode(error.code) && !cloudsOwn.has(error.code)) return new Refusal(error.code, factsOf(error), { cause: error })
  const reason = codes.has(error.code) ? `${error.status} ${error.code}` : `HTTP status ${error.status}`
  return new Refusal(error.status >= 500 ? 'CLOUD_UNREACHABLE' : 'CLOUD_REFUSED', { cloud, reason }, { cause: error })
}

function isRefusalCode(code: string): code is RefusalCode {
  return codes.has(code)
}

function factsOf(error: { data: unknown }): RefusalData {
  return RefusalFacts.parse(error.data)
}
