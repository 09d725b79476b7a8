import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { commandFor, outcomeIn } from '#main/system/powershell/command.policy.ts'
import { shellEnvironment } from '#main/system/powershell/environment.policy.ts'
import { refusalOfStopped, refusalOfThrown } from '#main/system/powershell/failure.policy.ts'
import { openedIn } from '#main/system/powershell/opening.policy.ts'
import { outsideArchive } from '#main/system/powershell/outside-archive.policy.ts'
import { placesOfSeven, windowsPowerShell } from '#main/system/powershell/program.policy.ts'
import { scriptsFolder } from '#main/system/powershell/scripts-folder.adapter.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

describe('what is given to PowerShell', () => {
  test('is one constant line, whatever the data and the paths are called', () => {
    const shape = (line: string) => line.replace(/'[A-Za-z0-9+/=]*'/g, '…')
    const usual = shape(commandFor({ entry: 'C:\\entry.ps1', script: 'C:\\a.ps1', data: {} }))
    expect(usual).not.toContain('\n')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.string(), (path, text, name) => {
        expect(shape(commandFor({ entry: path, script: text, data: { [name]: [text, path] } }))).toBe(usual)
      }),
    )
  })

  test('is a program of Windows itself by its absolute path', () => {
    expect(windowsPowerShell({ SystemRoot: 'D:\\Win' })).toBe('D:\\Win\\System32\\WindowsPowerShell\\v1.0\\powershell.exe')
    expect(windowsPowerShell({ SystemRoot: 'win' })).toBe('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe')
  })

  test.each([
    ['is where the registry says', 'REG_SZ    C:\\Program Files\\PowerShell\\7-lts\\pwsh.exe', ['7-lts', '7']],
    ['is where the registry says, in quotes too', 'REG_SZ    "C:\\PROGRAM FILES\\PowerShell\\7\\pwsh.exe"', ['7']],
    ['is where it usually is', undefined, ['7']],
    ['is nowhere that users may write', 'REG_SZ    D:\\Tools\\pwsh.exe', ['7']],
    ['is nowhere beside Program Files either', 'REG_SZ    C:\\Program Files (x86)\\PowerShell\\7\\pwsh.exe', ['7']],
    ['is nowhere outside by a detour', 'REG_SZ    C:\\Program Files\\..\\Tools\\pwsh.exe', ['7']],
    ['is nowhere that the PATH decides', 'REG_SZ    pwsh.exe', ['7']],
  ])('7, where that was chosen, %s', (_, registered, folders) => {
    const said = registered === undefined ? '' : `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\r\n    (Standard)    ${registered}\r\n\r\n`
    const places = placesOfSeven('C:\\Program Files', said).map((place) => place.toLowerCase())
    expect(places).toEqual(folders.map((folder) => `C:\\Program Files\\PowerShell\\${folder}\\pwsh.exe`.toLowerCase()))
  })

  test('are surroundings that put nobody’s code into it', () => {
    const own = {
      systemroot: 'C:\\Windows',
      NODE_POWERSHELL: 'x',
      PSModulePath: 'x',
      COR_PROFILER: 'x',
      DOTNET_STARTUP_HOOKS: 'x',
      Temp: 'T',
    }
    expect(shellEnvironment(own)).toMatchObject({ systemroot: 'C:\\Windows', Temp: 'T', TERM: 'dumb' })
    for (const name of ['NODE_POWERSHELL', 'PSModulePath', 'COR_PROFILER', 'DOTNET_STARTUP_HOOKS'])
      expect(shellEnvironment(own)).not.toHaveProperty(name)
  })
})

describe('what PowerShell says', () => {
  const answered = (value: unknown) => `mylzip-answer: ${Buffer.from(JSON.stringify(value)).toString('base64')}`

  test('is an answer only on a line of its own, and the last one counts', () => {
    expect(outcomeIn(`x\n${answered({ answer: 1 })}\r\n`)).toEqual({ answer: 1 })
    expect(outcomeIn(`${answered({ answer: 1 })}\n${answered({ answer: 2 })}`)).toEqual({ answer: 2 })
    for (const none of ['', `say ${answered({ answer: 1 })}`, 'mylzip-answer: bm8=', 'mylzip-answer:'])
      expect(outcomeIn(none)).toBeUndefined()
    expect(outcomeIn('mylzip-stopped: PSSecurityException')).toEqual({ stopped: 'PSSecurityException' })
  })

  test('is never too strange to be read', () => {
    fc.assert(fc.property(fc.string(), (text) => void outcomeIn(`mylzip-answer: ${text}`)))
    fc.assert(fc.property(fc.string(), (text) => void openedIn(text)))
  })

  test('shows at once what it may do', () => {
    expect(openedIn('mylzip-shell ConstrainedLanguage 42 5.1.26100.1 ready\r\n')).toEqual({
      languageMode: 'ConstrainedLanguage',
      pid: 42,
      version: '5.1.26100.1',
    })
    expect(openedIn('mylzip-shell FullLanguage 42 5.1')).toBeUndefined()
  })
})

describe('what went wrong in a script', () => {
  const thrown = (hresult: number, type = 'CryptographicException') =>
    refusalOfThrown('store/install', { hresult, line: 3, message: 'm', type })

  test.each([
    ['a full disk', 0x80070070, 'DISK_FULL'],
    ['a right that is missing', 0x80070005, 'POWERSHELL_DENIED'],
    ['a key that may not be made', 0x80090010, 'POWERSHELL_DENIED'],
    ['anything else', 0x80092004, 'POWERSHELL_FAILED'],
  ])('%s is known by its number', (_, hresult, code) => {
    expect(thrown(hresult | 0).code).toBe(code)
  })

  test('a policy that runs signed scripts only is named, for the first script too', () => {
    expect(refusalOfStopped('store/install', 'PSSecurityException').code).toBe('POWERSHELL_UNSIGNED')
    expect(thrown(0, 'PSSecurityException').code).toBe('POWERSHELL_UNSIGNED')
    expect(refusalOfStopped('store/install', 'CommandNotFoundException').data).toMatchObject({ reason: 'its file is missing' })
  })
})

describe('where the scripts lie', () => {
  test.each(['', 'chunks'])('a built program finds them in its folder, wherever its own text lies (%j)', async (place) => {
    const { path, remove } = await temporaryFolder()
    onTestFinished(remove)
    await mkdir(join(path, 'powershell'))
    await writeFile(join(path, 'powershell', 'entry.ps1'), '')
    expect(scriptsFolder(join(path, place))).toBe(join(path, 'powershell'))
  })

  test('those of an archive are beside it', () => {
    expect(outsideArchive('C:\\MyL\\resources\\app.asar\\out\\main\\powershell')).toBe(
      'C:\\MyL\\resources\\app.asar.unpacked\\out\\main\\powershell',
    )
    expect(outsideArchive('/opt/app.asar.d/x')).toBe('/opt/app.asar.d/x')
  })
})
