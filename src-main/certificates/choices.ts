import type { KeyUse } from '@mylzip/shared/domain/key-choices.ts'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { reuseObstacle } from './key-choice.policy.ts'
import { type ReadRequest, readRequest, refuseOtherNames } from './reading/read-request.ts'

/** A request that came as text (PEM, or base64 of DER), for exactly these names. Refuses with CSR_* and KEY_NOT_TAKEN. */
export async function requestFor(text: string, names: readonly string[]): Promise<ReadRequest> {
  const request = await readRequest(text.includes('-----BEGIN') ? Buffer.from(text) : Buffer.from(text, 'base64'))
  refuseOtherNames(request, names)
  return request
}

/** A request brings its key with it. Refuses with CSR_KEY_DIFFERS whoever asks for one of another kind beside it. */
export function refuseOtherKind(found: KeyType | undefined, wanted: KeyType | undefined): void {
  if (found !== undefined && wanted !== undefined && found !== wanted) throw new Refusal('CSR_KEY_DIFFERS', { found, wanted })
}

interface KeyChoices {
  keyUse: KeyUse
  exportable: boolean
  hasRequest: boolean
}

/** Refuses with KEY_REUSE_IMPOSSIBLE a reuse that could never come about. */
export function refuseImpossibleReuse({ keyUse, exportable, hasRequest }: KeyChoices): void {
  const reason = reuseObstacle(keyUse, exportable, hasRequest)
  if (reason !== undefined) throw new Refusal('KEY_REUSE_IMPOSSIBLE', { reason })
}
