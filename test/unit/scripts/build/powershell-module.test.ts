import { expect, test } from 'vitest'
import { momentsOf, operationsOf, validationOf } from '../../../../scripts/build/powershell-contract.ts'
import { fillIn, quoted } from '../../../../scripts/build/powershell-module.ts'

const operations = operationsOf()
const of = (name: string, path: string) => validationOf(operations.get(name)?.input, path)

test('a parameter takes what the contract takes, and nothing else', () => {
  expect(of('certificates.revoke', 'reason')).toEqual([
    "[ValidateSet('unspecified', 'keyCompromise', 'affiliationChanged', 'superseded', 'cessationOfOperation', 'privilegeWithdrawn')]",
  ])
  expect(of('certificates.order', 'names')).toEqual(['[ValidateCount(1, 100)]', '[ValidateLength(1, 253)]'])
  expect(of('certificates.order', 'proof.port')).toEqual(['[ValidateRange(1, 65535)]'])
  expect(of('certificates.order', 'proof.via')[0]).toContain("'http-webroot'")
  expect(of('certificates.export', 'version')).toEqual(['[ValidateRange(1, 2147483647)]'])
  expect(of('certificates.order', 'nothing')).toEqual([])
})

test('moments are known by the names they bear in answers', () => {
  expect(momentsOf()).toEqual(expect.arrayContaining(['notAfter', 'at', 'verifiedAt', 'enrolledAt', 'expiresAt']))
  expect(momentsOf()).not.toContain('names')
})

const source =
  'function X {\n<#\n.NOTES\n    contract: renewals.get\n#>\n    param(\n        # contract: runId\n        [string] $RunId\n    )\n}\n'

test('a command says the right it needs and the ids of its errors', () => {
  expect(fillIn(source.replace('        # contract: runId\n', ''), 'x.ps1', operations)).toMatch(
    /renewals\.get needs the right to read\. Ids of its errors: .*RUN_NOT_FOUND/,
  )
})

test('a command that asks for what the contract does not have is not built', () => {
  expect(() => fillIn(source, 'x.ps1', operations)).toThrow('x.ps1: no operation it uses says anything of runId')
  expect(() => fillIn(source.replace('renewals.get', 'renewals.gone'), 'x.ps1', operations)).toThrow('there is no operation renewals.gone')
})

test('text stays text, whatever PowerShell takes for a quote', () => {
  expect(quoted("it's ‘so’ $(x)")).toBe("'it''s ‘‘so’’ $(x)'")
})
