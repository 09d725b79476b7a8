import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { updateRule } from '#main/electron/updates/update.policy.ts'
import { policyArguments, policyKey, policyOptions, updateChannelIn, updatePolicy } from '#main/service/machine-policy.policy.ts'
import { readOptions } from '#main/terminal/options.ts'

const policies = join(import.meta.dirname, '../../../../deploy/policies')
const template = readFileSync(join(policies, 'MyLZipSsl.admx'), 'utf8')
const words = readFileSync(join(policies, 'en-US/MyLZipSsl.adml'), 'utf8')
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, match = '']) => match)

const said = (...lines: string[]) => ({ code: 0, said: ['', `HKEY_LOCAL_MACHINE\\${policyKey}`, ...lines, ''].join('\r\n') })

it('what administrators set for the machine holds before what the installer was given', () => {
  const set = policyArguments(
    said('    CloudAddress    REG_SZ    https://cloud.test', '    directory    REG_SZ    letsencrypt', '    PowerShell    REG_SZ    7'),
  )
  const given = ['--service', '--data', '/data', '--cloud', 'https://other.test', '--directory', 'zerossl']
  expect(readOptions([...given, ...set], {})).toMatchObject({
    cloudUrl: 'https://cloud.test',
    directoryUrl: 'https://acme-v02.api.letsencrypt.org/directory',
    powershell: 'seven',
  })
})

it.each([
  ['nothing is set', { code: 1, said: 'ERROR: The system was unable to find the specified registry key or value.' }],
  ['something is set that is not known', said('    Practice    REG_SZ    1', '    (Default)    REG_SZ    --once')],
  ['it has another type', said('    CloudAddress    REG_DWORD    0x1')],
])('where %s, it changes nothing', (_, answer) => {
  expect(policyArguments(answer)).toEqual([])
})

it.each([
  ['reg.exe was ended, because it took too long', { code: -1, said: '' }],
  ['reg.exe could not be started', { code: -1, said: 'spawn C:\\Windows\\System32\\reg.exe EACCES' }],
  ['reg.exe ended in another way', { code: 5, said: 'ERROR: Access is denied.' }],
])('where %s, nobody takes it for nothing set', (_, answer) => {
  for (const read of [policyArguments, updateChannelIn])
    expect(() => read(answer)).toThrow(expect.objectContaining({ code: 'MACHINE_POLICY_UNREADABLE' }))
})

it('a value cannot become another option', () => {
  const [only, ...more] = policyArguments(said('    CloudAddress    REG_SZ    --once https://cloud.test'))
  expect([only, more]).toEqual(['--cloud=--once https://cloud.test', []])
})

it('what is set for updates is the program’s with a window, and no option of the service', () => {
  const answer = said('    updateChannel    REG_SZ    beta', '    CloudAddress    REG_SZ    https://cloud.test')
  expect(updateChannelIn(answer)).toBe('beta')
  expect(policyArguments(answer)).toEqual(['--cloud=https://cloud.test'])
  expect(updateChannelIn({ code: 1, said: '' })).toBeUndefined()
})

it('the templates offer exactly the values that the service and the program with a window obey, where they look for them', () => {
  expect(found(template, /valueName="([^"]+)"/g).sort()).toEqual([...Object.keys(policyOptions), updatePolicy].sort())
  expect(new Set(found(template, /\bkey="([^"]+)"/g))).toEqual(new Set([policyKey]))
})

it('each word that the templates ask for is there, and none is there for nothing', () => {
  expect(found(template, /\$\(string\.(\w+)\)/g).sort()).toEqual(found(words, /<string id="(\w+)"/g).sort())
  expect(found(template, /\$\(presentation\.(\w+)\)/g).sort()).toEqual(found(words, /<presentation id="(\w+)"/g).sort())
  expect(found(template, /<(?:text|enum) id="(\w+)"/g).sort()).toEqual(found(words, /refId="(\w+)"/g).sort())
})

it('each part of the templates names a category and a support that they define', () => {
  for (const part of ['parentCategory', 'supportedOn']) {
    const defined = found(template, part === 'supportedOn' ? /<definition name="(\w+)"/g : /<category name="(\w+)"/g)
    for (const ref of found(template, new RegExp(`<${part} ref="(\\w+)"`, 'g'))) expect(defined).toContain(ref)
  }
})

it('the templates offer for updates what the program takes, and nothing else', () => {
  const [ofUpdates = ''] = /<policy name="UpdateChannel"[\s\S]*?<\/policy>/.exec(template) ?? []
  const offered = found(ofUpdates, /<string>(\w+)<\/string>/g)
  expect(offered).toEqual(['stable', 'beta', 'off'])
  const taken = offered.map((organisation) => updateRule({ organisation, person: undefined, publishers: ['CN=us'] }))
  expect(taken).toEqual([
    { kind: 'on', channel: 'stable', isFixed: true },
    { kind: 'on', channel: 'beta', isFixed: true },
    { kind: 'off', because: 'organisation' },
  ])
})
