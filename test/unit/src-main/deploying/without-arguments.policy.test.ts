import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { expect, test } from 'vitest'
import { withoutArguments } from '#main/deploying/without-arguments.policy.ts'
import { target } from '../../../support/sample-target.ts'

const script = (...given: string[]) => ({
  ...target,
  settings: TargetSettings.parse({ kind: 'script', program: '/usr/local/sbin/give', arguments: given }),
})

test('of a script’s arguments only their number is told', () => {
  const told = withoutArguments(script('--password', 'correct horse'))
  expect(told).toMatchObject({ hiddenArguments: 2, settings: { program: '/usr/local/sbin/give', arguments: [] } })
  expect(JSON.stringify(told)).not.toContain('horse')
  expect(withoutArguments(script())).toEqual(script())
})

test('of any other program everything is told', () => {
  const files = { kind: 'files', folder: '/etc/ssl/own', files: [{ name: 'fullchain.pem', content: 'fullchain' }] }
  const other = { ...target, kind: 'files' as const, settings: TargetSettings.parse(files) }
  expect(withoutArguments(other)).toEqual(other)
})
