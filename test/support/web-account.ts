import { randomUUID } from 'node:crypto'
import type { TestCloud } from './cloud.ts'
import { createVisitor } from './web-visitor.ts'

export const password = 'seven quiet otters'

/** Somebody who has signed up as people do, and is signed in. */
export async function newAccount(cloud: TestCloud, { email = `${randomUUID()}@people.test`, name = 'Nora' } = {}) {
  const person = createVisitor(cloud.url)
  await person.open('/sign-up')
  await person.submit({ email })
  await person.open(await cloud.mailbox.linkTo(email))
  const page = await person.submit({ name, password })
  return { email, person, page }
}

/** Signs in with the password; what is open then is the page it led to. */
export async function signIn(cloud: TestCloud, email: string, secret = password) {
  const person = createVisitor(cloud.url)
  await person.open('/sign-in')
  return { person, page: await person.submit({ email, password: secret }) }
}
