import { expect, it } from 'vitest'
import { practiceForTests } from '../../support/practice-stack.ts'
import { createVisitor } from '../../support/web-visitor.ts'

const practice = practiceForTests()

it('whoever tries the cloud out reads its mails on a page, and signs up by the link in one', async () => {
  const person = createVisitor(practice.stack.cloudUrl)
  expect((await person.open('/practice/mails')).text).toContain('None yet.')
  await person.open('/sign-up')
  await person.submit({ email: 'nora@people.test' })
  await expect.poll(async () => (await person.open('/practice/mails')).text, { timeout: 10_000 }).toContain('To nora@people.test')
  const [, link = ''] = /<a href="([^"]*token=[^"]*)">/.exec((await person.open('/practice/mails')).html) ?? []
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sign-up\/finish/)
  await person.open(link.replace(practice.stack.cloudUrl, ''))
  expect((await person.submit({ name: 'Nora', password: 'seven quiet otters' })).path).toBe('/account')
  expect([...person.cookies.keys()]).toEqual(['session', 'known'])
})
