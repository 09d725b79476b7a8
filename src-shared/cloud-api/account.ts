import { z } from 'zod'
import { forPerson } from './call.ts'
import { PageRequest } from './page.ts'

export const Account = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  /** Whether signing in asks for a code beside the password. */
  codeNeeded: z.boolean(),
  recoveryCodesLeft: z.int(),
})

export const AccountSession = z.object({
  id: z.uuid(),
  begunAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  address: z.string(),
  userAgent: z.string(),
  /** The one that asks. */
  current: z.boolean(),
})

/** One's own account. What needs the password again is done on the pages. */
export const account = {
  show: forPerson.route({ method: 'GET', path: '/account' }).output(Account),
  /** The last used first; few, because each is signed in by hand and ends after two weeks. */
  sessions: forPerson.route({ method: 'GET', path: '/account/sessions' }).output(z.object({ sessions: z.array(AccountSession) })),
  /** Another's is left alone, and so is one that has ended. */
  endSession: forPerson.route({ method: 'DELETE', path: '/account/sessions/{session}' }).input(z.object({ session: z.uuid() })),
  /** All but the one that asks. */
  endOtherSessions: forPerson.route({ method: 'DELETE', path: '/account/sessions' }),
  /** Everything that is kept of the person; of teams' logs the part that `cursor` stands for, and `teamLogs.next` for the one after. */
  export: forPerson
    .route({ method: 'GET', path: '/account/export' })
    .input(z.object({ cursor: PageRequest.shape.cursor }))
    .output(z.record(z.string(), z.unknown())),
}
