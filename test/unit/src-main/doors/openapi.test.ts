import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '@mylzip/shared/operations/contract.ts'
import { expect, test } from 'vitest'
import { describeContract } from '#main/doors/openapi.ts'
import { operations } from '../../../support/operations.ts'

const document = await describeContract({ version: '1.2.3', url: 'http://127.0.0.1:50123/api' })
const calls = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path ?? {})) as {
  operationId: string
  responses: object
}[]

test('the local API’s description has every operation, once', () => {
  expect(document).toMatchObject({ openapi: expect.stringMatching(/^3\.1/), info: { version: '1.2.3' } })
  expect(calls.map(({ operationId }) => operationId).sort()).toEqual(operations.map(({ name }) => name).sort())
})

test('it says where an operation is, what it takes, what it answers and how it refuses', () => {
  const { method, path } = contract.certificates.get['~orpc'].route
  expect([method, path]).toEqual(['GET', '/certificates/{certificateId}'])
  const call = document.paths?.['/certificates/{certificateId}']?.get
  expect(call?.parameters).toEqual([
    expect.objectContaining({ name: 'certificateId', in: 'path', required: true, schema: expect.objectContaining({ format: 'uuid' }) }),
  ])
  expect(JSON.stringify(call?.responses?.['200'])).toContain('"renewal"')
  expect(JSON.stringify(call?.responses?.['404'])).toContain('CERTIFICATE_NOT_FOUND')
  expect(Object.keys(call?.responses ?? {})).toEqual(expect.arrayContaining(['400', '401', '403', '500']))
})

test('a question that needs nothing can be asked with nothing', () => {
  const query = document.paths?.['/audit']?.get?.parameters as { name: string; required?: boolean }[]
  expect(query.map(({ name, required }) => [name, required ?? false])).toEqual([
    ['group', false],
    ['actor', false],
    ['from', false],
    ['to', false],
    ['words', false],
    ['before', false],
    ['limit', false],
  ])
})

test('the page on the local API names all that a token to operate reaches beside looking, and nothing else', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/local-api/README.md'), 'utf8')
  const [, said = ''] = /### What `operate` reaches\n([^#]*)/.exec(page) ?? []
  const named = [...said.matchAll(/`([A-Z]+ \/[^`]*)`/g)].map(([, route]) => route)
  expect(named.sort()).toEqual(operations.flatMap(({ access, route }) => (access === 'operate' ? route : [])).sort())
})
