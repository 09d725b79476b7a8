import { type CloudClient, cloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import { createORPCClient } from '@orpc/client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { csrfTokenOf } from '#cloud/modules/people/csrf.policy.ts'

/** A person as seen from the cloud: a session's cookie, and what a page of ours sends beside it. */
export interface TestPerson {
  id: string
  email: string
  sessionSecret: string
  headers: Record<string, string>
  api: CloudClient
}

export function signedIn(url: string, person: { id: string; email: string; sessionSecret: string }): TestPerson {
  const headers = { cookie: `__Host-session=${person.sessionSecret}`, 'x-csrf-token': csrfTokenOf(person.sessionSecret) }
  return { ...person, headers, api: clientWith(url, headers) }
}

/** The contract's own client, with these headers beside what it always sends. */
export function clientWith(url: string, headers: Record<string, string>): CloudClient {
  return createORPCClient(
    new OpenAPILink(cloudContract, { url: `${url}/api`, headers: () => ({ accept: 'application/json', ...headers }) }),
  )
}
