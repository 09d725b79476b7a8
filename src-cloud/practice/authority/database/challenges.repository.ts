import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Challenge, ChallengeType } from '../model.ts'
import type { ProblemDocument } from '../problem.ts'
import type { AuthorityDatabase } from './open.ts'

interface Row {
  id: string
  authorization_id: string
  type: ChallengeType
  token: string
  status: Challenge['status']
  validated_at: number | null
  error: string | null
}

export type Challenges = ReturnType<typeof challengesRepository>

export function challengesRepository(database: AuthorityDatabase) {
  const insert = database.prepare<[string, string, string, string]>(
    "INSERT INTO challenges (id, authorization_id, type, token, status) VALUES (?, ?, ?, ?, 'pending')",
  )
  const byId = database.prepare<[string], Row>('SELECT * FROM challenges WHERE id = ?')
  const ofAuthorization = database.prepare<[string], Row>('SELECT * FROM challenges WHERE authorization_id = ? ORDER BY rowid')
  const begin = database.prepare<[string]>("UPDATE challenges SET status = 'processing' WHERE id = ? AND status = 'pending'")
  const succeed = database.prepare<[number, string]>("UPDATE challenges SET status = 'valid', validated_at = ? WHERE id = ?")
  const fail = database.prepare<[string, string]>("UPDATE challenges SET status = 'invalid', error = ? WHERE id = ?")
  const processing = database.prepare<[], Row>("SELECT * FROM challenges WHERE status = 'processing'")
  return {
    add: (it: Pick<Challenge, 'id' | 'authorizationId' | 'type' | 'token'>) => insert.run(it.id, it.authorizationId, it.type, it.token),
    byId: (id: string) => read(byId.get(id)),
    ofAuthorization: (authorizationId: string) => ofAuthorization.all(authorizationId).map(toChallenge),
    /** False when somebody was quicker. */
    begin: (id: string): boolean => begin.run(id).changes === 1,
    succeed: (id: string, at: Instant) => succeed.run(at, id),
    fail: (id: string, error: ProblemDocument) => fail.run(JSON.stringify(error), id),
    processing: () => processing.all().map(toChallenge),
  }
}

function read(row: Row | undefined): Challenge | undefined {
  return row && toChallenge(row)
}

function toChallenge(row: Row): Challenge {
  return {
    id: row.id,
    authorizationId: row.authorization_id,
    type: row.type,
    token: row.token,
    status: row.status,
    validatedAt: row.validated_at ?? undefined,
    error: row.error === null ? undefined : (JSON.parse(row.error) as ProblemDocument),
  }
}
