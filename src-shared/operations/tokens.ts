import { z } from 'zod'
import { licensed } from './licensed.ts'
import { administer, examine, refuses } from './operation.ts'
import { Failure, Timestamp } from './values.ts'

/** What a token may do. Never more: what could hand out keys or run code is for people. */
export const TokenLevel = z.enum(['read', 'operate'])
export type TokenLevel = z.infer<typeof TokenLevel>

/** With what a program of this machine asks the agent in nobody's session. */
export const LocalToken = z.object({
  id: z.uuid(),
  label: z.string(),
  /** Its first characters, to tell tokens apart. */
  shown: z.string(),
  level: TokenLevel,
  state: z.enum(['good', 'expired', 'revoked']),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  revokedAt: Timestamp.nullable(),
  /** To the hour. */
  lastUsedAt: Timestamp.nullable(),
})
export type LocalToken = z.infer<typeof LocalToken>

const Port = z.int().min(1_024).max(65_535)

/** Where programs ask; it listens as long as there are tokens. */
export const LocalApi = z.object({
  port: Port,
  /** Null: nobody listens there now. */
  address: z.url().nullable(),
  /** Why nobody does although there are tokens. */
  problem: Failure.pick({ code: true, sentence: true, nextStep: true, data: true }).nullable(),
})
export type LocalApi = z.infer<typeof LocalApi>

export const LocalTokens = z.object({ api: LocalApi, tokens: z.array(LocalToken) })
export type LocalTokens = z.infer<typeof LocalTokens>

/** With neither, it lasts 90 days; never longer than a year. */
export const NewLocalToken = z.object({
  /** By which the log names what was done with it. */
  label: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .regex(/^[^\p{C}]+$/u),
  level: TokenLevel,
  days: z.int().min(1).max(365).optional(),
  until: Timestamp.optional(),
})
export type NewLocalToken = z.infer<typeof NewLocalToken>

export const tokens = {
  /** The newest first; those that have ended are shown for a month. */
  list: examine.route({ method: 'GET', path: '/tokens' }).output(LocalTokens),
  /** The secret is answered here once, and never again. */
  create: administer
    .route({ method: 'POST', path: '/tokens' })
    .input(NewLocalToken)
    .output(z.object({ token: LocalToken, secret: z.string() }))
    .errors(refuses(...licensed, 'LOCAL_TOKEN_LABEL_TAKEN', 'LOCAL_TOKEN_END_INVALID', 'LOCAL_TOKENS_TOO_MANY')),
  /** At once: the next call with it is refused, and what it still watches ends. */
  revoke: administer
    .route({ method: 'DELETE', path: '/tokens/{tokenId}' })
    .input(z.object({ tokenId: z.uuid() }))
    .output(LocalToken)
    .errors(refuses('LOCAL_TOKEN_NOT_FOUND')),
  /** Where programs ask from now on. Where that cannot be listened at, they go on asking where they did. */
  choosePort: administer
    .route({ method: 'PUT', path: '/tokens/port' })
    .input(z.object({ port: Port }))
    .output(LocalApi)
    .errors(refuses('LOCAL_API_PORT_TAKEN')),
}
