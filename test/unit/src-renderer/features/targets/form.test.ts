import { targetKinds } from '@mylzip/shared/domain/deploy-targets.ts'
import { describe, expect, test } from 'vitest'
import { draftFor, emptyDraft, needsPassword, settle } from '#renderer/features/targets/form/draft.policy.ts'
import { type FormField, fieldsOf } from '#renderer/features/targets/form/fields.policy.ts'
import { german } from '#renderer/texts/de/german.ts'
import { english } from '#renderer/texts/en/english.ts'
import type { FieldWords } from '#renderer/texts/en/targets.ts'

const systems = ['windows', 'others'] as const
const names = (fields: readonly FormField[]) => fields.map(({ name }) => name)

describe('the form of a target', () => {
  test.each(targetKinds)('%s is asked for whatever its schema has, in words of both languages', (kind) => {
    for (const system of systems)
      for (const { targets } of [english, german]) {
        const worded = (fields: readonly FormField[], words: Readonly<Record<string, FieldWords>>, path: string): void => {
          for (const field of fields) {
            expect(words[field.name]?.label, `${path}.${field.name}`).toBeTruthy()
            if (field.type === 'group' || field.type === 'rows')
              worded(field.fields, words[field.name]?.inside ?? {}, `${path}.${field.name}`)
          }
        }
        worded(fieldsOf(kind, system), targets.fields[kind], kind)
      }
  })

  test('what is needed comes first, and what only the other system knows is not asked', () => {
    expect(names(fieldsOf('iis', 'windows'))[0]).toBe('site')
    expect(names(fieldsOf('files', 'windows'))).toEqual(['folder', 'files', 'readers'])
    expect(names(fieldsOf('files', 'others'))).toEqual(['folder', 'files', 'owner'])
  })

  test('what is left as it is means what is usual, and what is left empty is left out', () => {
    const fields = fieldsOf('iis', 'windows')
    expect(settle('iis', fields, { ...draftFor('iis', fields), site: 'Default Web Site' }).settings).toEqual({
      kind: 'iis',
      site: 'Default Web Site',
      port: 443,
    })
  })

  test('what does not fit is known by its place: missing where nothing was said, unfit where it was something else', () => {
    const fields = fieldsOf('script', 'others')
    const draft = { ...draftFor('script', fields), timeoutSeconds: 'soon', seenAt: { host: '127.0.0.1', port: '' } }
    expect(Object.fromEntries(settle('script', fields, draft).faults ?? [])).toEqual({
      program: 'missing',
      timeoutSeconds: 'unfit',
      'seenAt.port': 'missing',
    })
  })

  test('arguments are one a line, and those with blanks inside stay whole', () => {
    const fields = fieldsOf('script', 'others')
    const draft = { ...draftFor('script', fields), program: '/usr/local/sbin/give', arguments: '--to\nthe intranet\n\n' }
    expect(settle('script', fields, draft).settings).toMatchObject({ arguments: ['--to', 'the intranet'] })
  })

  test('SQL Server needs an agreement to its restarts', () => {
    const fields = fieldsOf('sql-server', 'windows')
    expect(settle('sql-server', fields, draftFor('sql-server', fields)).faults?.get('restart')).toBe('missing')
    expect(settle('sql-server', fields, { ...draftFor('sql-server', fields), restart: true }).settings).toMatchObject({ restart: true })
  })

  test('only a PFX has a password', () => {
    const fields = fieldsOf('files', 'others')
    expect(needsPassword(draftFor('files', fields))).toBe(false)
    expect(needsPassword({ ...emptyDraft(fields), files: [{ content: 'pfx', name: 'x.pfx' }] })).toBe(true)
    expect(needsPassword(draftFor('rdp', fieldsOf('rdp', 'windows')))).toBe(false)
  })
})
