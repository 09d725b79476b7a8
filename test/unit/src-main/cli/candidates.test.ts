import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidatesFor } from '#main/cli/completion/candidates.policy.ts'
import { shapeOf } from '#main/cli/completion/shape.ts'
import { tree } from './command-lines.ts'

const root = shapeOf(tree())
const words = (...typed: string[]) => candidatesFor(root, typed).words.map(({ word }) => word)
const also = (...typed: string[]) => candidatesFor(root, typed).also

describe('what is offered', () => {
  it('is every command at the beginning, and those that begin so', () => {
    expect(words('')).toEqual(expect.arrayContaining(['status', 'renew', 'audit', 'completion']))
    expect(words('re')).toEqual(expect.arrayContaining(['renew', 'revoke']))
    expect(words('re')).not.toContain('status')
  })

  it('is the commands below a command', () => {
    expect(words('audit', '')).toEqual(['list', 'verify', 'export'])
    expect(words('--json', 'audit', 'v')).toEqual(['verify'])
  })

  it('is a command’s own options and those that all have', () => {
    expect(words('renew', '--')).toEqual(expect.arrayContaining(['--wait', '--no-wait', '--json', '--data', '--help']))
    expect(words('renew', '--')).not.toContain('--limit')
  })

  it('is what an option takes, also behind an equals sign', () => {
    expect(words('order', '--key-type', 'p')).toEqual(['p-256', 'p-384'])
    expect(words('order', 'a.example', '--key-type=p')).toEqual(['--key-type=p-256', '--key-type=p-384'])
    expect(words('completion', '')).toEqual(['bash', 'zsh', 'fish', 'powershell'])
  })

  it('is what usually stands where other words may stand as well', () => {
    expect(words('order', 'a.example', '--proof', 'http-')).toEqual(['http-listener', 'http-webroot:'])
    expect(words('configure', 'a.example', '--proof=r')).toEqual(['--proof=rfc2136:'])
    expect(words('order', 'a.example', '--authority', 'z')).toEqual(['zerossl'])
    expect(words('authorities', 'look', 'lets')).toEqual(['letsencrypt', 'letsencrypt-staging'])
    expect(words('authorities', 'order', 'letsencrypt', 'z')).toEqual(['zerossl'])
  })

  it('is a command after “help”', () => {
    expect(words('help', 're')).toEqual(['renew', 'resume', 'revoke', 'restore'])
    expect(words('help', 'renew', '')).toEqual([])
    expect(words('help', 'names', '')).toEqual(['list', 'add'])
    expect(words('names', 'help', 'a')).toEqual(['add'])
  })

  it('is a certificate where one belongs, and only there', () => {
    expect(also('renew', '')).toBe('certificates')
    expect(also('--data', 'somewhere', 'export', 'a')).toBe('certificates')
    expect(also('renew', 'a.example', '')).toBeUndefined()
    expect(also('order', '')).toBeUndefined()
  })

  it('is a file where one belongs', () => {
    expect(also('import', '')).toBe('files')
    expect(also('import', 'one.pem', '')).toBe('files')
    expect(also('export', 'a.example', '--out', '')).toBe('files')
    expect(also('status', '--data', '')).toBe('files')
  })

  it('is something or nothing, whatever is typed', () => {
    const word = fc.oneof(fc.constantFrom('audit', 'list', '--limit', '--data', '--', '-', '=', 'renew', '--json'), fc.string())
    fc.assert(
      fc.property(fc.array(word), (typed) => {
        expect(Array.isArray(candidatesFor(root, typed).words)).toBe(true)
      }),
    )
  })
})
