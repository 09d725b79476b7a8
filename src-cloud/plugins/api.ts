import type { CallFor } from '@mylzip/shared/cloud-api/call.ts'
import { cloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { implement } from '@orpc/server'
import type { AuthService } from '../modules/auth/auth.service.ts'
import type { PeopleCallers } from '../modules/people/people-callers.service.ts'
import type { CallContext } from './call-context.ts'

interface Guards {
  auth: AuthService
  people: PeopleCallers
}

/** What the guard adds to the context. */
type LetIn = Pick<CallContext, 'device' | 'person' | 'role' | 'feature'>

/**
 * The contract, ready to be implemented, behind one guard that reads from each call's declaration whom it is for.
 * Whoever is not named there is refused before the input is even looked at.
 */
export function createApi(guards: Guards) {
  return implement(cloudContract)
    .$context<CallContext>()
    .use(async ({ context, next, procedure }) => next({ context: await letIn(guards, context, procedure['~orpc'].meta) }))
}

async function letIn({ auth, people }: Guards, context: CallContext, callFor: CallFor): Promise<LetIn> {
  const { credentials } = context
  switch (callFor.audience) {
    case 'nobody':
      return {}
    case 'person': {
      const person = await people.person(credentials)
      await context.countFor(person)
      return { person }
    }
    case 'member': {
      const person = await people.personOrToken(credentials)
      await context.countFor(person)
      const { role, scope, feature } = callFor
      if (person.kind === 'api-token' && scope === undefined) throw new Refusal('PERSON_NEEDED')
      if (person.kind === 'api-token' && scope !== undefined && !person.scopes.includes(scope))
        throw new Refusal('SCOPE_MISSING', { scope })
      return { person, role, feature }
    }
    case 'device': {
      const device = await auth.authenticate(credentials)
      await context.countFor({ kind: 'device', id: device.id })
      return { device }
    }
    default:
      throw new Refusal('ACCESS_TOKEN_INVALID')
  }
}

export type Api = ReturnType<typeof createApi>
