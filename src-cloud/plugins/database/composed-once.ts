import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { CloudTables } from './schema.ts'

/** Stands in a query for the value of this name. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * A question that is the same each time but for its values, for those that nearly every call asks: to compose one takes longer than
 * to ask it. `compose` sees only where a value goes, never the value.
 */
export function composedOnce<Values extends object, Row>(compose: (db: Kysely<CloudTables>, values: Values) => Compilable<Row>) {
  let composed: CompiledQuery<Row> | undefined
  return async (db: Kysely<CloudTables>, values: { [Name in keyof Values]: Values[Name] }): Promise<Row[]> => {
    composed ??= compose(db, places<Values>()).compile()
    const known = new Map(Object.entries(values))
    const parameters = composed.parameters.map((one) => (one instanceof Place ? known.get(one.name) : one))
    return (await db.executeQuery<Row>({ ...composed, parameters })).rows
  }
}

function places<Values extends object>(): Values {
  return new Proxy({}, { get: (_, name) => new Place(String(name)) }) as Values
}
