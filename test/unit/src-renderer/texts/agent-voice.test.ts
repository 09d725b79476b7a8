import { inEnglish, saying } from '@mylzip/shared/domain/saying.ts'
import { plainly } from '@mylzip/shared/texts/agent-voice.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { activitySaid, nextStepSaid, programSaid, refusalSaid, tellingSaid } from '#renderer/texts/agent-voice.ts'
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

  test('has German for what was not found, and what nobody knows', () => {
    speak(german)
    const said = (code: string, data: Record<string, string>) => refusalSaid({ code, sentence: '', data })
    const other = said('UPDATE_OTHER_PRODUCT', { file: 'setup.exe', product: 'nothing' })
    expect(plainly(other)).toBe('setup.exe ist kein Installationsprogramm dieses Programms: Es nennt sich nichts.')
    for (const status of ['it names nobody', 'nobody vouches for it whom the whole computer trusts', 'unknown'])
      expect(plainly(said('UPDATE_UNSIGNED', { file: 'setup.exe', status }))).not.toContain(status)
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

describe('what the agent tells, in German', () => {
  const told = (code: Parameters<typeof saying>[0], data = {}) => {
    const said = saying(code, data)
    return plainly(tellingSaid(said, inEnglish(said)))
  }

  test('is made anew from code and facts, with what is counted and dated within it', () => {
    speak(german)
    expect(told('found.certificate', { name: 'desk.test', count: 1 })).toBe('Das Zertifikat für desk.test gilt noch 1 Tag.')
    expect(told('seen.jumped', { difference: '5 minutes', direction: 'seen.behind' })).toMatch(/^5 Minuten zurück /)
    const use = {
      program: 'Remote Desktop',
      which: 'use.own',
      name: 'desk.test',
      version: 2,
      end: 'use.ends',
      day: '2027-02-19',
      newest: 3,
    }
    expect(told('use.older', use)).toBe(
      'Remotedesktop benutzt noch Version 2 des Zertifikats von desk.test, obwohl Version 3 da ist (endet am 19. Februar 2027).',
    )
    expect(told('use.older', { ...use, end: '' })).toMatch(/Version 3 da ist\.$/)
  })

  test('leaves a newer agent’s sentence in English, and marks it', () => {
    speak(german)
    expect(tellingSaid({ code: 'found.something-new', data: {} }, 'New.')).toEqual([{ english: 'New.' }])
    expect(tellingSaid({ code: 'toString', data: {} }, 'Odd.')).toEqual([{ english: 'Odd.' }])
    expect(tellingSaid(undefined, 'Older.')).toEqual([{ english: 'Older.' }])
  })

  test('calls programs as they are called in German, unless a person has called them otherwise', () => {
    expect(programSaid('Remote Desktop')).toBe('Remote Desktop')
    speak(german)
    expect(['Remote Desktop', 'Device page', 'The files in /etc/ssl', 'Our mail server'].map(programSaid)).toEqual([
      'Remotedesktop',
      'Geräteseite',
      'Die Dateien in /etc/ssl',
      'Our mail server',
    ])
  })
})
