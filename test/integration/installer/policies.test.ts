import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const policies = join(import.meta.dirname, '../../../deploy/policies')
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0

it.skipIf(!hasXmllint).each(['MyLZipSsl.admx', 'en-US/MyLZipSsl.adml'])('%s is well-formed (needs xmllint)', (file) => {
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', join(policies, file)], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
