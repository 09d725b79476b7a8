import type { CallFor } from '@mylzip/shared/cloud-api/call.ts'
import { isContractProcedure } from '@orpc/contract'
import type { z } from 'zod'

export interface CloudCall {
  name: string
  method: string
  /** With its parameters in braces. */
  path: string
  callFor: CallFor
  /** Whether the input says itself what goes into the path and what behind it. */
  isDetailed: boolean
  input: z.ZodType | undefined
}

/** Every call of the cloud's contract. */
export function cloudCalls(router: object, above: readonly string[] = []): CloudCall[] {
  return Object.entries(router).flatMap(([key, value]): CloudCall[] => {
    const name = [...above, key]
    if (!isContractProcedure(value)) return cloudCalls(value as object, name)
    const { route, meta, inputSchema } = value['~orpc']
    const { method = 'POST', path = '', inputStructure } = route
    const input = inputSchema as z.ZodType | undefined
    return [{ name: name.join('.'), method, path, callFor: meta as CallFor, isDetailed: inputStructure === 'detailed', input }]
  })
}
