import type { CallFor } from '@mylzip/shared/cloud-api/call.ts'
import { isContractProcedure } from '@orpc/contract'

export interface CloudCall {
  name: string
  method: string
  /** With its parameters in braces. */
  path: string
  callFor: CallFor
}

/** Every call of the cloud's contract. */
export function cloudCalls(router: object, above: readonly string[] = []): CloudCall[] {
  return Object.entries(router).flatMap(([key, value]): CloudCall[] => {
    const name = [...above, key]
    if (!isContractProcedure(value)) return cloudCalls(value as object, name)
    const { route, meta } = value['~orpc']
    return [{ name: name.join('.'), method: route.method ?? 'POST', path: route.path ?? '', callFor: meta as CallFor }]
  })
}
