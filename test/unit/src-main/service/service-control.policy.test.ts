import { expect, it } from 'vitest'
import { closeToOthers, mark, marks, proves } from '#main/service/data-folder.policy.ts'
import { accept, readService, register } from '#main/service/service-control.policy.ts'
import { servicePlaces } from '#main/service/windows-service.policy.ts'

const places = servicePlaces('C:\\Program Files\\MyL.Zip SSL\\resources\\service\\node.exe')

it('the service starts by itself, late, as the system, and is started again each time it ends in an error', () => {
  const [create, , failure, flag] = register(places, false)
  expect(create?.args).toEqual([
    ...['create', 'MyLZipSsl', 'binPath=', '"C:\\Program Files\\MyL.Zip SSL\\resources\\service\\MyLZipSsl.exe"'],
    ...['start=', 'delayed-auto', 'obj=', 'LocalSystem', 'DisplayName=', 'MyL.Zip SSL'],
  ])
  expect(failure?.args).toEqual(['failure', 'MyLZipSsl', 'reset=', '86400', 'actions=', 'restart/10000/restart/60000/restart/300000'])
  expect(flag?.args).toEqual(['failureflag', 'MyLZipSsl', '1'])
})

it('no program may be put before it in the path that Windows looks along', () => {
  const binPath = register(places, true)[0]?.args[3]
  expect(binPath?.startsWith('"') && binPath.endsWith('"')).toBe(true)
})

// As sc.exe of an English and of a German Windows 11 writes it.
const english =
  '\r\nSERVICE_NAME: MyLZipSsl \r\n        TYPE               : 10  WIN32_OWN_PROCESS  \r\n        STATE              : 4  RUNNING \r\n                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)\r\n        WIN32_EXIT_CODE    : 0  (0x0)\r\n        PID                : 4711\r\n        FLAGS              : \r\n'
const german = english.replace('STATE  ', 'STATUS ').replace('4  RUNNING', '2  START_PENDING')

it('how the service stands is read in whatever language Windows speaks', () => {
  expect(readService({ code: 0, said: english })).toEqual({ state: 'running', pid: 4711 })
  expect(readService({ code: 0, said: german })).toEqual({ state: 'starting', pid: 4711 })
  expect(readService({ code: 0, said: 'nothing that is known' })).toEqual({ state: 'other', pid: null })
  expect(readService({ code: 1060, said: '' })).toBeUndefined()
})

it.each([
  [5, 'SERVICE_NEEDS_ADMINISTRATOR'],
  [1307, 'SERVICE_NEEDS_ADMINISTRATOR'],
  [1053, 'SERVICE_DOES_NOT_START'],
  [1058, 'SERVICE_DISABLED'],
  [1060, 'SERVICE_NOT_INSTALLED'],
  [1072, 'SERVICE_GOES_AWAY'],
  [1639, 'SERVICE_CALL_FAILED'],
  [-1, 'SERVICE_CALL_FAILED'],
])('error %i of Windows is told as %s', (code, expected) => {
  expect(() => accept('start', { code, said: '[SC] StartService FAILED' })).toThrow(expect.objectContaining({ code: expected }))
})

it('what is the case already is no failure: it runs, or it does not', () => {
  expect(() => [0, 1056, 1062].map((code) => accept('start', { code, said: '' }))).not.toThrow()
})

it('the data folder is for the system and administrators, who are named by numbers: their names are in the language of Windows', () => {
  expect(closeToOthers('C:\\ProgramData\\mylzip-ssl').flatMap(({ args }) => args.slice(1))).toEqual([
    ...['/setowner', '*S-1-5-32-544', '/inheritance:r', '/grant:r', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F'],
  ])
})

it('only the very folder that is marked is ours, by its path and by what lies in it', () => {
  const [proof, path] = mark('C:\\ProgramData\\mylzip-ssl', 'a secret').map(({ args }) => ({ name: args[3], text: args[7] }))
  const lines = [path, proof].map((value) => `    ${value?.name}    REG_SZ    ${value?.text}\r\n`)
  const said = `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\MyL.Zip\\SSL\r\n${lines.join('')}\r\n`
  expect(said).not.toContain('a secret')
  expect(marks('C:\\ProgramData\\mylzip-ssl', { code: 0, said })).toBe(true)
  expect(marks('c:\\programdata\\MyLZip-SSL', { code: 0, said })).toBe(true)
  expect(marks('mylzip-ssl', { code: 0, said })).toBe(false)
  expect(marks('C:\\ProgramData\\mylzip-ssl', { code: 1, said: '' })).toBe(false)
  expect(proves('a secret', { code: 0, said })).toBe(true)
  expect(proves('', { code: 0, said })).toBe(false)
  expect(proves('a secret', { code: 1, said: '' })).toBe(false)
})
