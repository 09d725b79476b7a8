import { afterAll, beforeAll, describe, it } from 'vitest'
import { startCloud, type TestCloud, type TestCloudOptions } from './cloud.ts'
import { databases, type TestDatabase } from './cloud-databases.ts'

export interface CloudUnderTest {
  readonly cloud: TestCloud
  readonly database: TestDatabase
}

/** The same tests on every database, each with a cloud of its own; on one that is missing they are skipped, by name. */
export function describeOnEachDatabase(
  title: string,
  tests: (test: typeof it, under: CloudUnderTest) => void,
  options: Partial<Omit<TestCloudOptions, 'db'>> = {},
): void {
  describe.each(databases)(`${title} $name`, ({ open, missing }) => {
    let started: CloudUnderTest | undefined
    beforeAll(async () => {
      if (missing) return
      const database = await open()
      started = { database, cloud: await startCloud({ ...options, db: database.db }) }
    })
    afterAll(async () => {
      await started?.cloud.close()
      await started?.database.close()
    })
    const running = () => {
      if (started === undefined) throw new Error('the cloud under test is not running')
      return started
    }
    const test = missing ? (it.skip as typeof it) : it
    tests(test, {
      get cloud() {
        return running().cloud
      },
      get database() {
        return running().database
      },
    })
  })
}
