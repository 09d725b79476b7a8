import { afterEach, describe, expect, test } from 'vitest'
import { activitySaid, nextStepSaid, plainly, refusalSaid } from '#renderer/texts/agent-voice.ts'
import { german } from '#renderer/texts/de/german.ts'
import { english } from '#renderer/texts/en/english.ts'
import { speak } from '#renderer/texts/texts.ts'

const unreachable = {
  code: 'CLOUD_UNREACHABLE',
  sentence: 'The MyL.Zip cloud at http://cloud.test does not answer (the connection was refused).',
  nextStep: 'Check.',
  data: { cloud: 'http://cloud.test', reason: 'the connection was refused' },
}
const entry = (action: string, detail: Record<string, string>) => ({ action, subject: 'desk.myl.test', sentence: 'In English.', detail })

afterEach(() => speak(english))

describe('what the agent says, in German', () => {
  test('is made anew from code and facts, with the reason in German too', () => {
    speak(german)
    expect(plainly(refusalSaid(unreachable))).toBe(
      'Die MyL.Zip-Cloud unter http://cloud.test antwortet nicht (die Verbindung wurde abgelehnt). Vorhandene Zertifikate gelten weiter.',
    )
    expect(plainly(nextStepSaid(unreachable))).toMatch(/^Prüfen, ob dieser Rechner http:\/\/cloud\.test erreicht\./)
  })

  test('counts as German does, and puts a system’s code into words', () => {
    speak(german)
    const said = (code: string, data: Record<string, string | number>) => plainly(refusalSaid({ code, sentence: '', data }))
    expect(said('CHECK_UNFINISHED', { seconds: 1 })).toContain('1 Sekunde.')
    expect(said('DATA_FOLDER_UNWRITABLE', { folder: '/srv', reason: 'EROFS' })).toContain('dieses Laufwerk lässt sich nur lesen')
  })

  test('marks the part that nobody can say in German, and leaves names and codes unmarked', () => {
    speak(german)
    const data = { directory: 'https://ca.test/dir', reason: 'the moon is in the way' }
    const said = refusalSaid({ code: 'ACME_UNREACHABLE', sentence: '', data })
    expect(said.filter((piece) => typeof piece !== 'string')).toEqual([{ english: 'the moon is in the way' }])
  })

  test('is the agent’s own sentence, marked, where the code is of a newer agent or the facts are missing', () => {
    speak(german)
    expect(refusalSaid({ code: 'SOMETHING_NEW', sentence: 'New.', data: {} })).toEqual([{ english: 'New.' }])
    expect(refusalSaid({ code: 'toString', sentence: 'Odd.', data: {} })).toEqual([{ english: 'Odd.' }])
    expect(refusalSaid({ code: 'DEFECT', sentence: 'Whole.' })).toEqual([{ english: 'Whole.' }])
  })
})

describe('what happened, in German', () => {
  test('is said from the action and its facts', () => {
    speak(german)
    expect(plainly(activitySaid(entry('run-started', { reason: 'asked' })))).toBe(
      'Die Arbeit am Zertifikat hat begonnen: Jemand wollte es so.',
    )
  })

  test('says a failure within it anew where its facts are there, and in English where they are not', () => {
    speak(german)
    const failed = { code: 'NETWORK_DOWN', sentence: 'This machine is not connected to a network.' }
    expect(plainly(activitySaid(entry('run-failed', { ...failed, data: '{}' })))).toContain(
      'Dieser Rechner ist mit keinem Netzwerk verbunden.',
    )
    expect(activitySaid(entry('run-failed', failed)).at(-1)).toEqual({ english: failed.sentence })
    expect(activitySaid(entry('run-failed', { ...failed, data: '{' })).at(-1)).toEqual({ english: failed.sentence })
  })

  test('is the agent’s sentence where the action is of a newer agent', () => {
    speak(german)
    expect(activitySaid(entry('moon-landed', {}))).toEqual([{ english: 'In English.' }])
  })
})

test('in English the agent’s own words stand, as they are', () => {
  expect(refusalSaid(unreachable)).toEqual([unreachable.sentence])
  expect(nextStepSaid(unreachable)).toEqual(['Check.'])
  expect(activitySaid(entry('run-started', { reason: 'asked' }))).toEqual(['In English.'])
})
