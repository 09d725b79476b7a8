import { second } from '@mylzip/shared/domain/time.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Kysely } from 'kysely'
import { databaseAnswers } from './database/answers.ts'
import type { CloudTables } from './database/schema.ts'

export interface Health {
  /** From now on the cloud is not ready: whoever spreads requests sends it no more of them. */
  stopping(): void
}

/**
 * For whoever watches and spreads requests, so never limited. `/health/live`: 200 as long as this process answers at all;
 * whoever restarts what is not live must not do so because a database is away. `/health/ready`: 200 while requests can be
 * answered, 503 while the database does not answer, and once this instance is stopping.
 */
export function serveHealth(app: FastifyInstance, db: Kysely<CloudTables>): Health {
  let stopping = false
  let last: { answers: boolean; at: number } | undefined
  let asking: Promise<boolean> | undefined
  /** Whoever asks without end asks the database once a second, and takes no connection from those who need one. */
  async function answers(): Promise<boolean> {
    if (last !== undefined && performance.now() - last.at < second) return last.answers
    asking ??= databaseAnswers(db).finally(() => {
      asking = undefined
    })
    last = { answers: await asking, at: performance.now() }
    return last.answers
  }
  const config = { rateLimit: false } as const
  const say = (reply: FastifyReply, good: boolean, facts: object) =>
    reply
      .status(good ? 200 : 503)
      .serializer(JSON.stringify)
      .send({ status: good ? 'pass' : 'fail', ...facts })

  app.get('/health/live', { config }, async (_request, reply) => say(reply, true, {}))
  app.get('/health/ready', { config }, async (_request, reply) => {
    const good = await answers()
    return say(reply, good && !stopping, { database: good ? 'answers' : 'does not answer', stopping })
  })
  return {
    stopping() {
      stopping = true
    },
  }
}
