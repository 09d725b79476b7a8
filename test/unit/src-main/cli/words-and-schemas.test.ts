import { resolve } from 'node:path'
import { AdoptionSource, adoptionSourceNames } from '@mylzip/shared/domain/adoption-sources.ts'
import { exitCodeOf, exitCodes } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { ExportCipher, ExportFormat, formatsWithoutKey } from '@mylzip/shared/domain/export-formats.ts'
import { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { RevocationReason } from '@mylzip/shared/domain/revocation-reasons.ts'
import { expect, it, test } from 'vitest'
import { exportCiphers, exportFormats, revocationReasons, withPassword } from '#main/cli/input/export-formats.ts'
import { offeredKeyTypes } from '#main/cli/input/key-types.ts'
import { proofMethod, proofMethods } from '#main/cli/input/proof-method.ts'
import { typed } from './command-lines.ts'

test('the words that commands take are those of the contract', () => {
  expect(offeredKeyTypes).toEqual(KeyType.options)
  expect(exportFormats).toEqual(ExportFormat.options)
  expect(exportCiphers).toEqual(ExportCipher.options)
  expect(revocationReasons).toEqual(RevocationReason.options)
  expect(proofMethods.toSorted()).toEqual(ProofMethod.options.map(({ shape }) => shape.via.value).toSorted())
  expect(Object.entries(withPassword).flatMap(([format, need]) => (need === 'none' ? [format] : []))).toEqual(formatsWithoutKey)
})

test('the programs that certificates are taken over from are all named', async () => {
  const { stdout } = await typed('adopt', 'take', '--help')
  for (const source of AdoptionSource.options) expect(stdout).toContain(`"${source}"`)
  for (const name of Object.values(adoptionSourceNames))
    expect((await typed('adopt', '--help')).stdout.replace(/\s+/g, ' ')).toContain(name)
})

it.each([
  ['automatic', { via: 'automatic' }],
  ['delegation', { via: 'delegation' }],
  ['rfc2136:ns1.example', { via: 'rfc2136', server: 'rfc2136://ns1.example' }],
  ['rfc2136://ns1.example:5353/example?key=k', { via: 'rfc2136', server: 'rfc2136://ns1.example:5353/example?key=k' }],
  ['http-listener', { via: 'http-listener' }],
  ['http-listener:8080', { via: 'http-listener', port: 8080 }],
  ['http-webroot:inetpub/wwwroot', { via: 'http-webroot', folder: resolve('inetpub/wwwroot') }],
  ['tls-alpn:8443', { via: 'tls-alpn', port: 8443 }],
])('the proof “%s” is what the contract takes', (text, expected) => {
  expect(ProofMethod.parse(proofMethod(text))).toEqual(expected)
})

it.each(['', 'cloud:x', 'http-webroot', 'rfc2136', 'http-listener:70000', 'tls-alpn:x', 'constructor', '__proto__'])(
  'the proof “%s” is refused',
  (text) => {
    expect(() => proofMethod(text)).toThrow()
  },
)

it.each([
  ['OPTION_INVALID', 2],
  ['COMMAND_LINE_INVALID', 2],
  ['INPUT_INVALID', 2],
  ['PASSWORD_NEEDED', 2],
  ['NAME_INVALID', 2],
  ['SECRET_EMPTY', 2],
  ['CERTIFICATE_NOT_FOUND', 1],
  ['ACME_UNREACHABLE', 1],
  ['DEFECT', 1],
  ['AGENT_NOT_RUNNING', 3],
  ['AGENT_SILENT', 3],
  ['DATA_FOLDER_IN_USE', 3],
  ['DATA_FOLDER_UNWRITABLE', 3],
  ['DATA_FOLDER_NOT_PRIVATE', 3],
  ['NOTHING_SET_UP', 3],
  ['COMMAND_INTERRUPTED', 130],
  ['WAITING_INTERRUPTED', 130],
  ['RUN_INTERRUPTED', 130],
])('%s ends a program with %i', (code, exitCode) => {
  expect(exitCodeOf(code)).toBe(exitCode)
})

it('the help lists every exit code', async () => {
  const { stdout } = await typed('--help')
  for (const code of Object.values(exitCodes)) expect(stdout).toMatch(new RegExp(`^  ${code} `, 'm'))
})
