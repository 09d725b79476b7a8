import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import { databaseAnswers } from './database/answers.ts'
import type { CloudTables } from './database/schema.ts'

/** GET /healthz: 200 while the database answers, 503 otherwise. For load balancers, so never limited. */
export function serveHealth(app: FastifyInstance, db: Kysely<CloudTables>): void {
  app.get('/healthz', { config: { rateLimit: false } }, async (_request, reply) => {
    const healthy = await databaseAnswers(db)
    return reply
      .status(healthy ? 200 : 503)
      .serializer(JSON.stringify)
      .send({ database: healthy ? 'answers' : 'does not answer' })
  })
}
