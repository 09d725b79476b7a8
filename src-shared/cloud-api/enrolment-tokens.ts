import { z } from 'zod'
import { forMember, refuses } from './call.ts'
import { PageRequest, pageOf } from './page.ts'
import { TeamSlug } from './teams.ts'

export const EnrolmentTokenView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Its first characters, to tell tokens apart. */
  shown: z.string(),
  maxUses: z.int().positive(),
  uses: z.int().nonnegative(),
  /** The device whose place it gives; null: it makes new devices. */
  replaces: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().nullable(),
})
export type EnrolmentTokenView = z.infer<typeof EnrolmentTokenView>

/** The secret is answered once, and never again. */
export const NewEnrolmentToken = z.object({ token: EnrolmentTokenView, secret: z.string() })

/** By which devices enrol without a person. */
export const enrolmentTokens = {
  /** One for a single device is everybody's; one for more is for plans that have enrolment tokens. */
  create: forMember('admin', 'team:manage')
    .route({ method: 'POST', path: '/teams/{team}/enrolment-tokens', successStatus: 201 })
    .input(
      z.object({
        team: TeamSlug,
        name: z.string().trim().min(1).max(100),
        maxUses: z.int().min(1).max(100_000),
        expiresInDays: z.int().min(1).max(365).default(30),
      }),
    )
    .output(NewEnrolmentToken),
  /** The newest first, those that are over too. */
  list: forMember('admin', 'team:read')
    .route({ method: 'GET', path: '/teams/{team}/enrolment-tokens' })
    .input(PageRequest.extend({ team: TeamSlug }))
    .output(pageOf(EnrolmentTokenView)),
  /** At once. Devices it enrolled already stay. */
  withdraw: forMember('admin', 'team:manage')
    .route({ method: 'DELETE', path: '/teams/{team}/enrolment-tokens/{tokenId}' })
    .input(z.object({ team: TeamSlug, tokenId: z.uuid() }))
    .output(z.object({ token: EnrolmentTokenView }))
    .errors(refuses({ ENROLMENT_TOKEN_NOT_FOUND: 404 })),
}
