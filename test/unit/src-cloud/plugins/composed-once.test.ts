import fc from 'fast-check'
import { type CompiledQuery, DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { describe, expect, it } from 'vitest'
import { composedOnce } from '#cloud/plugins/database/composed-once.ts'
import type { CloudTables } from '#cloud/plugins/database/schema.ts'

/** Answers nothing, and remembers what it was asked. */
function listeningDatabase() {
  const asked: CompiledQuery[] = []
  class Listening extends DummyDriver {
    override async acquireConnection() {
      const connection = await super.acquireConnection()
      const executeQuery: typeof connection.executeQuery = (query) => {
        asked.push(query)
        return connection.executeQuery(query)
      }
      return { ...connection, executeQuery, streamQuery: connection.streamQuery.bind(connection) }
    }
  }
  const db = new Kysely<CloudTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new Listening(),
      createIntrospector: (any) => new PostgresIntrospector(any),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  return { db, asked }
}

interface Values {
  name: string
  at: number
  nobody: string | null
}

describe('a question that is composed once', () => {
  const values = fc.record({ name: fc.string(), at: fc.integer(), nobody: fc.option(fc.string()) })

  it('is asked with the values of each time, each in its place, and never with those of another time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(values, { minLength: 1, maxLength: 5 }), async (times) => {
        const { db, asked } = listeningDatabase()
        let composed = 0
        const question = composedOnce((db, { name, at, nobody }: Values) => {
          composed++
          const one = db.selectFrom('people').select('id').where('name', '=', name)
          return one.where('created_at', '<', at).where('email', '=', nobody).where('name', '!=', name).limit(7)
        })
        await Promise.all(times.map((each) => question(db, each)))
        expect(asked.map(({ parameters }) => parameters)).toEqual(times.map(({ name, at, nobody }) => [name, at, nobody, name, 7]))
        expect(new Set(asked.map(({ sql }) => sql)).size).toBe(1)
        expect(composed).toBe(1)
      }),
    )
  })
})
