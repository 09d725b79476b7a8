import { contract } from '@mylzip/shared/operations/contract.ts'
import { type AnySchema, ContractProcedure, eventIterator, getEventIteratorSchemaDetails, isContractProcedure } from '@orpc/contract'

/**
 * The contract for who only hands on what another agent answers, which has held that against its own contract already. That one may be
 * another version: what an older one leaves out is filled in; what a newer one says beyond what is known here goes on as it came, so
 * that one event of a new kind does not end the stream it came in. Whoever shows it leaves it out, or shows it by its own name.
 */
export const tolerantContract = tolerant(contract) as typeof contract

function tolerant(node: object): object {
  if (!isContractProcedure(node)) return Object.fromEntries(Object.entries(node).map(([name, below]) => [name, tolerant(below as object)]))
  const { outputSchema, ...rest } = node['~orpc']
  return new ContractProcedure({ ...rest, outputSchema: outputSchema && asItCame(outputSchema) })
}

function asItCame(schema: AnySchema): AnySchema {
  const events = getEventIteratorSchemaDetails(schema)
  if (events) return eventIterator(asItCame(events.yields), events.returns && asItCame(events.returns))
  const { '~standard': standard } = schema
  return {
    '~standard': {
      version: standard.version,
      vendor: standard.vendor,
      async validate(value: unknown) {
        const checked = await standard.validate(value)
        return checked.issues === undefined ? checked : { value }
      },
    },
  }
}
