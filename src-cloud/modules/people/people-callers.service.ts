import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AccessToken } from '../../plugins/access-tokens.ts'
import type { ApiTokensService } from '../api-tokens/api-tokens.service.ts'
import { csrfTokenFits } from './csrf.policy.ts'
import type { PersonCaller, SignedIn } from './person-caller.ts'
import type { SessionsService } from './sessions.service.ts'

/** What a request brings to say who makes it. */
export interface Credentials {
  authorization: string | undefined
  /** What the access token in it says, where it has been read already. */
  accessToken: AccessToken | undefined
  sessionSecret: string | undefined
  csrfToken: string | undefined
  /** Whether it only reads: then another site gains nothing by making a browser send it. */
  safe: boolean
}

export interface PeopleCallers {
  /** Refuses with SIGN_IN_NEEDED, CSRF_TOKEN_INVALID or PERSON_NEEDED. */
  person(credentials: Credentials): Promise<SignedIn>
  /** The same, or a program with an API token. Refuses with API_TOKEN_INVALID too. */
  personOrToken(credentials: Credentials): Promise<PersonCaller>
}

export function createPeopleCallers({ sessions, apiTokens }: { sessions: SessionsService; apiTokens: ApiTokensService }): PeopleCallers {
  async function signedIn({ sessionSecret, csrfToken, safe }: Credentials): Promise<SignedIn> {
    const session = sessionSecret === undefined ? undefined : await sessions.find(sessionSecret)
    if (sessionSecret === undefined || session === undefined) throw new Refusal('SIGN_IN_NEEDED')
    if (!safe && !csrfTokenFits(sessionSecret, csrfToken)) throw new Refusal('CSRF_TOKEN_INVALID')
    return session
  }

  return {
    async person(credentials) {
      if (credentials.authorization !== undefined) throw new Refusal('PERSON_NEEDED')
      return signedIn(credentials)
    },
    async personOrToken(credentials) {
      if (credentials.authorization === undefined) return signedIn(credentials)
      const [, secret] = /^Bearer (mylzip_api_[\w-]{43})$/i.exec(credentials.authorization) ?? []
      const holder = secret === undefined ? undefined : await apiTokens.find(secret)
      if (holder === undefined) throw new Refusal('API_TOKEN_INVALID')
      return holder
    },
  }
}
