import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, test } from 'vitest'
import { nextTry, type Standing, withoutAnswer } from '#main/electron/attach/standing.policy.ts'
import { lookAtService, whichAgent } from '#main/electron/attach/which-agent.ts'
import { createElevatedCommands } from '#main/electron/elevation/elevated-commands.ts'
import type { ElevatedCall } from '#main/electron/elevation/elevation.port.ts'
import { englishStandings } from '#main/electron/words/english-standings.ts'
import { assertedServicesFolder } from '#main/service/service-folder.adapter.ts'

const [own, service] = ['D:\\profile\\mylzip-ssl\\agent', 'C:\\ProgramData\\mylzip-ssl']

interface Machine {
  installed?: boolean
  hadOwn?: boolean
  /** What the mark of the administrators names. */
  marked?: boolean
  silent?: boolean
  /** Nor does Windows say what the administrators have named. */
  mute?: boolean
}

function shown({ hadOwn = false, installed = true, marked = true, mute = false, silent = mute }: Machine) {
  return whichAgent({
    own,
    service,
    isAgents: (folder) => folder === own && hadOwn,
    isServices: (folder) =>
      mute
        ? assertedServicesFolder(folder, { call: async () => ({ code: -1, said: 'spawn reg.exe ETIMEDOUT' }) })
        : Promise.resolve(folder === service && marked),
    look: async () => {
      if (silent) throw new Error('sc.exe says nothing')
      return installed ? { state: 'stopped', pid: null } : undefined
    },
  })
}

describe('the program with a window shows', () => {
  test('the service where there is one, even if it has never run', async () => {
    expect(await shown({})).toEqual({ whose: 'service', folder: service })
  })

  test('the person’s own agent where there is no service, or where they had one before it', async () => {
    expect(await shown({ installed: false })).toEqual({ whose: 'own', standing: 'no-service' })
    expect(await shown({ installed: false, hadOwn: true })).toEqual({ whose: 'own', standing: 'no-service' })
    expect(await shown({ hadOwn: true })).toEqual({ whose: 'own', standing: 'own' })
  })

  test('no folder that no administrator has named', async () => {
    expect(await shown({ marked: false })).toEqual({ whose: 'own', standing: 'no-service' })
  })

  test('the service that the administrators have named, where Windows does not say whether it is there', async () => {
    expect(await shown({ silent: true })).toEqual({ whose: 'service', folder: service })
    expect(await shown({ silent: true, marked: false })).toEqual({ whose: 'own', standing: 'no-service' })
  })

  test('the person’s own agent where they have one, whatever Windows does not say', async () => {
    expect(await shown({ silent: true, hadOwn: true })).toEqual({ whose: 'own', standing: 'own' })
    expect(await shown({ silent: true, hadOwn: true, marked: false })).toEqual({ whose: 'own', standing: 'no-service' })
    expect(await shown({ mute: true, hadOwn: true })).toEqual({ whose: 'own', standing: 'no-service' })
  })

  test('nothing, rather than an agent that would part the person from the service, where Windows says nothing at all', async () => {
    await expect(shown({ mute: true })).rejects.toMatchObject({ code: 'SERVICE_NOT_SAID' })
    await expect(shown({ mute: true, silent: false })).rejects.toMatchObject({ code: 'SERVICE_NOT_SAID' })
  })
})

test('Windows is asked for the service as everybody may ask', async () => {
  const said = 'SERVICE_NAME: MyLZipSsl\r\n        STATE              : 4  RUNNING\r\n        PID                : 812\r\n'
  const calls: string[] = []
  const call = async ({ args, program }: { program: string; args: readonly string[] }) => {
    calls.push([program, ...args].join(' '))
    return { code: 0, said }
  }
  expect(await lookAtService({ call })).toEqual({ state: 'running', pid: 812 })
  expect(calls).toEqual(['sc.exe queryex MyLZipSsl'])
})

test('who has an agent beside the service is sent to where it stands what a restore would replace', () => {
  expect(englishStandings.own.sentence).toMatch(/docs\/keys\.md/)
  expect(englishStandings.own.sentence).toMatch(/what the service manages now would be replaced/)
})

test('a service that does not answer is told by what Windows knows of it', () => {
  const told = (['stopped', 'starting', 'stopping', 'running', 'other'] as const).map((state) => withoutAnswer({ state, pid: null }))
  expect(told).toEqual<Standing[]>(['stopped', 'starting', 'starting', 'silent', 'starting'])
  expect(withoutAnswer(undefined)).toBe('removed')
})

test('it is looked for ever more rarely, and never later than after 15 seconds', () => {
  expect([0, 1, 2, 3, 4, 50].map((failures) => nextTry(failures, 'silent'))).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
  expect(nextTry(50, 'starting')).toBe(1_000)
})

describe('what is done as an administrator', () => {
  const folder = 'C:\\Program Files\\MyL.Zip SSL\\resources\\service'
  interface Circumstances {
    code?: number
    closed?: boolean
    /** Why an update was refused, as the command line has written it down. */
    refused?: Refusal
    serviceFolder?: string
  }
  function commands({ code = 0, closed = true, refused, serviceFolder = folder }: Circumstances = {}) {
    const calls: ElevatedCall[] = []
    const elevation = {
      start: async (call: ElevatedCall) => void calls.push(call),
      async run(call: ElevatedCall) {
        calls.push(call)
        return code
      },
    }
    return {
      calls,
      ...createElevatedCommands({
        elevation,
        serviceFolder,
        system32: 'C:\\Windows\\System32',
        isClosed: async () => closed,
        now: () => 100,
        updateRefusedSince: async (asked) => (refused && asked === 100 ? refused : undefined),
      }),
    }
  }

  test('is a command of the packaged command line, never of its Node, which listens to the person’s own variables', async () => {
    const { calls, startService } = commands()
    await startService()
    const args = `/d /e:on /v:off /s /c ""${folder}\\mylzip.cmd" service start"`
    expect(calls).toEqual([{ program: 'C:\\Windows\\System32\\cmd.exe', args }])
  })

  test('or a terminal where that command line lies, which the person sees', async () => {
    const { calls, openTerminal } = commands()
    await openTerminal()
    const args = `/d /e:on /v:off /s /k "cd /d "${folder}" && "${folder}\\mylzip.cmd" help"`
    expect(calls).toEqual([{ program: 'C:\\Windows\\System32\\cmd.exe', args, isSeen: true }])
  })

  const update = {
    file: 'D:\\People\\Ana Maria\\pending\\MyL.Zip SSL Setup 1.1.0 x64.exe',
    version: '1.1.0',
    size: 5,
    sha512: 'a+/b==',
    isOlder: false,
  }

  test('or one command for an update, with what is known of what was fetched', async () => {
    const { calls, installUpdate } = commands()
    await installUpdate(update)
    await installUpdate({ ...update, size: undefined, sha512: undefined, isOlder: true })
    const begun = `/d /e:on /v:off /s /c ""${folder}\\mylzip.cmd" service update "${update.file}" --offered 1.1.0`
    expect(calls.map(({ args }) => args)).toEqual([
      `${begun} --size 5 --sha512 "a+/b==" --start-again"`,
      `${begun} --allow-downgrade --start-again"`,
    ])
  })

  test('also where the person’s folder is called as terminals call something else', async () => {
    const { calls, installUpdate } = commands()
    const file = 'D:\\People\\R&D (2^3)!\\pending\\setup.exe'
    await installUpdate({ ...update, file })
    expect(calls[0]?.args).toContain(` service update "${file}" --offered 1.1.0 `)
  })

  test.each(['C:\\%TEMP%\\setup.exe', 'C:\\a\n\\setup.exe', 'C:\\a" & del x "\\setup.exe'])(
    'but none for an update that lies in %s, which would mean more than a path',
    async (file) => {
      const { calls, installUpdate } = commands()
      await expect(installUpdate({ ...update, file })).rejects.toMatchObject({ code: 'RIGHTS_NOT_TO_BE_HAD' })
      expect(calls).toEqual([])
    },
  )

  test('an update that was refused is refused for the same reason here, and for none that is older', async () => {
    const refused = new Refusal('UPDATE_DURING_RUN')
    await expect(commands({ code: 1, refused }).installUpdate(update)).rejects.toBe(refused)
    const data = { command: 'mylzip service update', code: 1 }
    await expect(commands({ code: 1 }).installUpdate(update)).rejects.toMatchObject({ code: 'ELEVATED_COMMAND_FAILED', data })
  })

  test.each(['C:\\%TEMP%', 'C:\\a&b', 'C:\\a" && del x "'])('but none in %s, which would mean more than a path', async (serviceFolder) => {
    const { calls, openTerminal } = commands({ serviceFolder })
    await expect(openTerminal()).rejects.toMatchObject({ code: 'RIGHTS_NOT_TO_BE_HAD' })
    expect(calls).toEqual([])
  })

  test('that fails says which command', async () => {
    const data = { command: 'mylzip service start', code: 3 }
    await expect(commands({ code: 3 }).startService()).rejects.toMatchObject({ code: 'ELEVATED_COMMAND_FAILED', data })
  })

  test('is never asked for where others could have put their own program in its place', async () => {
    const { calls, startService } = commands({ closed: false })
    await expect(startService()).rejects.toMatchObject({ code: 'RIGHTS_NOT_TO_BE_HAD' })
    expect(calls).toEqual([])
  })
})
