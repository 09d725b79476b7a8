import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statusAnswer } from '#main/cli/commands/status.ts'
import { documentOf } from '#main/cli/output/answer.ts'
import { paintFor } from '#main/cli/output/paint.policy.ts'
import { tableLines } from '#main/cli/output/table.policy.ts'
import { certificate, snapshot } from '../../../support/agent-services.ts'
import { interceptedFailure, sampleVersion } from '../../../support/samples.ts'

describe('a table', () => {
  it('is aligned under its headings', () => {
    expect(
      tableLines(
        ['Name', 'State'],
        [
          ['a', 'x'],
          ['longer name', 'y'],
        ],
        undefined,
      ),
    ).toEqual(['Name         State', 'a            x', 'longer name  y'])
  })

  it('is as wide as its words where colours come between', () => {
    const red = (text: string) => `\u001b[31m${text}\u001b[0m`
    expect(
      tableLines(
        ['A', 'B'],
        [
          [{ text: 'x', painted: red }, 'y'],
          ['xx', 'y'],
        ],
        undefined,
      ),
    ).toEqual(['A   B', `${red('x')}   y`, 'xx  y'])
  })

  it('never is wider than the terminal, unless that is absurdly narrow', () => {
    const cells = fc.array(fc.tuple(fc.string(), fc.string(), fc.string()), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(cells, fc.integer({ min: 30, max: 120 }), (rows, width) => {
        for (const line of tableLines(['One', 'Two', 'Three'], rows, width)) expect([...line].length).toBeLessThanOrEqual(width)
      }),
    )
  })
})

describe('colours', () => {
  it('are for terminals only, and for nobody who asks for none', () => {
    expect(paintFor(true, {}).health('protected', 'Protected')).toBe('\u001b[32mProtected\u001b[0m')
    for (const plain of [paintFor(false, {}), paintFor(true, { NO_COLOR: '1' }), paintFor(true, { TERM: 'dumb' })])
      expect(plain.health('not-protected', 'Not protected')).toBe('Not protected')
  })
})

const onFullDisk = { ...interceptedFailure, code: 'DISK_FULL' as const }

describe('the status', () => {
  const cli = { paint: paintFor(false, {}), width: undefined }
  const asked = { wanted: undefined, alone: false, check: true, cli }
  const withCertificate = (changes: Partial<typeof certificate>) => ({
    ...snapshot,
    certificates: [{ ...certificate, current: sampleVersion(), ...changes }],
  })

  it.each([
    ['all is well', withCertificate({}), {}, 0],
    ['tries fail while the certificate is served', withCertificate({ health: 'attention' }), {}, 0],
    ['it is being renewed', withCertificate({ health: 'working' }), {}, 0],
    ['nothing can be saved, so that its renewal stands still', withCertificate({ health: 'attention', failure: onFullDisk }), {}, 4],
    ['a certificate is not served', withCertificate({ health: 'not-protected' }), {}, 4],
    ['the first one is still being ordered', withCertificate({ health: 'working', current: null }), {}, 4],
    ['there is none at all', { ...snapshot, certificates: [] }, {}, 4],
    ['no program runs that would renew it', withCertificate({}), { alone: true }, 4],
  ])('when %s', (_, now, how, exitCode) => {
    const answer = statusAnswer(now, { ...asked, ...how })
    expect(answer.exitCode ?? 0).toBe(exitCode)
    expect(answer.json.protected).toBe(exitCode === 0)
    expect(JSON.parse(documentOf(answer))).toMatchObject(
      exitCode === 0 ? { ok: true } : { ok: false, protected: false, error: { code: 'NOT_PROTECTED' } },
    )
    const looked = statusAnswer(now, { ...asked, ...how, check: false })
    expect(looked).not.toHaveProperty('error')
    expect(looked.exitCode ?? 0).toBe(0)
  })

  it('names what is wrong in words', () => {
    const failure = {
      code: 'ACME_UNREACHABLE',
      sentence: 'It cannot be reached.',
      nextStep: 'Look.',
      data: {},
      at: '2026-11-21T08:00:00.000Z',
      nextAttemptAt: null,
    }
    const { text } = statusAnswer(withCertificate({ health: 'attention', failure: { ...failure, code: 'ACME_UNREACHABLE' } }), asked)
    expect(text.join('\n')).toContain('It cannot be reached.\nNext: Look.')
    expect(text.join('\n')).toContain('Attention')
  })
})
