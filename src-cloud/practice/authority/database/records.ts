import { accountsRepository } from './accounts.repository.ts'
import { authorizationsRepository } from './authorizations.repository.ts'
import { certificatesRepository } from './certificates.repository.ts'
import { challengesRepository } from './challenges.repository.ts'
import type { AuthorityDatabase } from './open.ts'
import { ordersRepository } from './orders.repository.ts'

export type Records = ReturnType<typeof recordsIn>

/** Everything the CA remembers. `together` commits all of a change or nothing; it is synchronous, so nothing comes between. */
export function recordsIn(database: AuthorityDatabase) {
  return {
    accounts: accountsRepository(database),
    orders: ordersRepository(database),
    authorizations: authorizationsRepository(database),
    challenges: challengesRepository(database),
    certificates: certificatesRepository(database),
    together: <Result>(change: () => Result): Result => database.transaction(change)(),
  }
}
