import type { IncomingHttpHeaders } from 'node:http'
import type { Access } from '@mylzip/shared/operations/operation.ts'
import { provenNonce } from './proofs.ts'

/** A secret of this start, and what proving to know it allows. */
export interface Pass {
  readonly secret: string
  readonly access: Access
}

/** The pass that a caller has proven to hold, and the nonce it was proven with; undefined when it is none. */
export function provenPass(headers: IncomingHttpHeaders, passes: readonly Pass[]): { pass: Pass; nonce: string } | undefined {
  for (const pass of passes) {
    const nonce = provenNonce(headers, pass.secret)
    if (nonce !== undefined) return { pass, nonce }
  }
  return undefined
}
