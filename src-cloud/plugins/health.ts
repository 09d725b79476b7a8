import type { FastifyInstance } from 'fastify'
import { type Kysely, sql } from 'kysely'
import type { CloudTables } from './database/schema.ts'

/** GET /healthz: 200 while the database answers, 503 otherwise. For load balancers, so never limited. */
export function serveHealth(app: FastifyInstance, db: Kysely<CloudTables>): void {
  app.get('/healthz', { config: { rateLimit: false } }, async (_request, reply) => {
    const healthy = await sql`SELECT 1`.execute(db).then(
      () => true,
      () => false,
    )
    return reply
      .status(healthy ? 200 : 503)
      .serializer(JSON.stringify)
      .send({ database: healthy ? 'answers' : 'does not answer' })
  })
}
