import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readOptions } from '#cloud/practice/options.ts'

describe('the options of the practice stack', () => {
  test('are a folder, and what may be fixed in it', () => {
    expect(readOptions(['--data', 'd', '--dns-port', '5353', '--template', 't', '--http-01-port', '8080'])).toEqual({
      data: resolve('d'),
      dnsPort: 5353,
      template: resolve('t'),
      http01Port: 8080,
    })
  })

  test.each([
    [[], '--data'],
    [['--data', 'd', '--dns-port', '0'], '--dns-port'],
    [['--data', 'd', '--dns-port', '65536'], '--dns-port'],
    [['--data', 'd', '--http-01-port', '80a'], '--http-01-port'],
    [['--data', 'd', '--dns', '1'], '--dns'],
    [['--data', 'd', 'more'], 'more'],
  ])('%j are refused, naming %s', (args, named) => {
    expect(() => readOptions(args)).toThrow(named)
    expect(() => readOptions(args)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
  })
})
