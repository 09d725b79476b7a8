import { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import { CertificateId } from '@mylzip/shared/operations/values.ts'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { describeIssues } from '#main/doors/issues.policy.ts'

const query = z.object({ limit: z.coerce.number().max(200) })
const contact = z.object({ contact: z.array(z.email()).max(2) })

it.each([
  ['a number that is too large', query, { limit: 500 }, 'limit must be 200 at most'],
  ['a number that is none', query, { limit: 'many' }, 'limit must be a number'],
  ['nothing where something belongs', OrderInput, {}, 'names is missing'],
  ['an empty name', OrderInput, { names: [''] }, 'names.0 must not be empty'],
  ['a name that is too long', OrderInput, { names: ['a'.repeat(300)] }, 'names.0 must have 253 characters at most'],
  ['too many', contact, { contact: ['a@b.example', 'b@b.example', 'c@b.example'] }, 'contact must have 2 entries at most'],
  ['an address that is none', contact, { contact: ['b@b.example', 'nobody'] }, 'contact.1 must be an e-mail address'],
  ['a word that is not offered', OrderInput, { names: ['a.example'], keyUse: 'lend' }, 'keyUse must be one of new, reuse, tpm'],
  ['an id that is none', CertificateId, 'x', 'it must be an id as this program gives them'],
  ['an authority that is no address', OrderInput, { names: ['a.example'], authorities: ['x'] }, 'authorities.0 must be a web address'],
  ['a field that is not known', z.strictObject({ a: z.string() }), { a: '', b: 1 }, 'it has nothing called b'],
  ['what a rule of its own refuses', z.string().refine(() => false, 'not today'), 'x', 'it cannot be used: not today'],
] as const)('%s is named in words', (_, schema: z.ZodType, input, words) => {
  expect(describeIssues(schema.safeParse(input).error?.issues ?? [])).toBe(words)
})

it('none of it is said in the words of the library', () => {
  const said = describeIssues(
    z.object({ key: z.string().regex(/^[A-Z]{20}$/), n: z.int() }).safeParse({ key: 'x', n: 1.5 }).error?.issues ?? [],
  )
  expect(said).toBe('key must be of the length and the characters that such a thing has; n must be a whole number')
})
