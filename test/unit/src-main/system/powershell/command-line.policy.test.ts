import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandLine } from '#main/system/powershell/command-line.policy.ts'

/** As CommandLineToArgvW takes a text apart behind the program's name (its documentation, "Remarks"). */
function takenApart(text: string): string[] {
  const found: string[] = []
  let at = 0
  while (at < text.length) {
    while (text[at] === ' ' || text[at] === '\t') at += 1
    if (at >= text.length) break
    let argument = ''
    let isQuoted = false
    for (; at < text.length && (isQuoted || (text[at] !== ' ' && text[at] !== '\t')); at += 1) {
      let slashes = 0
      while (text[at] === '\\') {
        slashes += 1
        at += 1
      }
      if (text[at] !== '"') {
        argument += '\\'.repeat(slashes)
        if (at >= text.length || (!isQuoted && (text[at] === ' ' || text[at] === '\t'))) break
        argument += text[at]
        continue
      }
      argument += '\\'.repeat(Math.floor(slashes / 2))
      if (slashes % 2 === 1) argument += '"'
      else isQuoted = !isQuoted
    }
    found.push(argument)
  }
  return found
}

test('arguments reach an elevated program as they were, whatever stands in them', () => {
  const argument = fc.string({ unit: fc.constantFrom('a', '\\', '"', ' ', '\t', '%', '$', '`', "'", '&', 'ß', '😀') })
  fc.assert(
    fc.property(fc.array(argument), (args) => {
      expect(takenApart(commandLine(args))).toEqual(args)
    }),
    { numRuns: 1_000 },
  )
})

test('what needs no quotes has none', () => {
  expect(commandLine(['/S', '--updated', '/D=x', 'C:\\Program Files\\'])).toBe('/S --updated /D=x "C:\\Program Files\\\\"')
})
