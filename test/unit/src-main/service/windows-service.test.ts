import { describe, expect, it } from 'vitest'
import { servicePlaces } from '#main/service/windows-service.policy.ts'
import { createWindowsService } from '#main/service/windows-service.service.ts'
import { refusalCode } from '../../../support/refusal-code.ts'
import { windowsInMemory } from '../../../support/windows-in-memory.ts'

const places = servicePlaces('C:\\Program Files\\MyL.Zip SSL\\resources\\service\\node.exe')
const dataFolder = 'C:\\ProgramData\\mylzip-ssl'
const cloudUrl = 'https://cloud.test'

function packaged(machine: Parameters<typeof windowsInMemory>[0] = {}) {
  const windows = windowsInMemory({ ...machine, files: { [places.wrapper]: 'WinSW', 'D:\\token.txt': 'enr_1\r\n', ...machine.files } })
  return { windows, service: serviceOf(windows) }
}

function serviceOf({ emptyStore, host, newSecret, now, wait }: ReturnType<typeof windowsInMemory>, program = places) {
  return createWindowsService({ host, places: program, dataFolder, emptyStore, newSecret, now, wait })
}

describe('installing', () => {
  it('closes the data folder before anything secret lies in it, and only then makes the service known', async () => {
    const { windows, service } = packaged()
    expect(await service.install({ cloudUrl, tokenFile: 'D:\\token.txt' })).toEqual({ setAside: undefined })
    const order = windows.calls.map(({ program, args }) => `${program} ${program === 'icacls.exe' ? args[1] : args[0]}`)
    expect(order).toEqual([
      ...['reg.exe query', 'sc.exe queryex', 'icacls.exe /setowner', 'icacls.exe /inheritance:r'],
      ...['reg.exe query', 'reg.exe add', 'reg.exe add'],
      ...['sc.exe create', 'sc.exe description', 'sc.exe failure', 'sc.exe failureflag'],
    ])
    const made = 'C:\\Program Files\\mylzip-ssl.20261127T090000000Z'
    expect(windows.calls.filter(({ program }) => program === 'icacls.exe').map(({ args }) => args[0])).toEqual([made, made])
    expect(windows.renamed).toEqual([[made, dataFolder]])
    expect(await windows.host.exists(made)).toBe(false)
    expect(await windows.host.exists(`${dataFolder}\\log\\service`)).toBe(true)
    expect(windows.files.get(`${dataFolder}\\enrolment-token`)).toBe('enr_1')
    expect(windows.files.get('D:\\token.txt')).toBe('enr_1\r\n')
    expect(windows.files.get(places.config)).toContain(`<argument>${cloudUrl}</argument>`)
    expect(windows.files.get(places.config)).not.toContain('enr_1')
  })

  it('again, as an update does, keeps what was chosen before and the data', async () => {
    const { windows, service } = packaged()
    await service.install({ cloudUrl, directoryUrl: 'https://acme.test/directory' })
    await service.start()
    windows.files.set(`${dataFolder}\\agent.db`, 'everything')
    windows.files.delete(places.config)
    await service.install({})
    expect(windows.files.get(places.config)).toContain('https://acme.test/directory')
    expect(windows.files.get(places.config)).toContain(cloudUrl)
    expect(windows.files.get(`${dataFolder}\\agent.db`)).toBe('everything')
    expect(windows.service()).toEqual({ known: true, state: 1 })
    expect(windows.calls.some(({ args }) => args[0] === 'config')).toBe(true)
  })

  it('puts a data folder aside that a user made beforehand, with all that was planted in it', async () => {
    const planted = `${dataFolder}\\agent.db`
    const { windows, service } = packaged({ folders: [dataFolder], files: { [planted]: 'a script to run as SYSTEM' } })
    const { setAside } = await service.install({ cloudUrl })
    expect(setAside).toBe(`${dataFolder}.before-20261127T090000000Z`)
    expect(windows.files.has(planted)).toBe(false)
  })

  it('takes a folder of the same path for a stranger’s, where the one it made was removed by hand', async () => {
    const { windows, service } = packaged()
    await service.install({ cloudUrl })
    await windows.host.remove(dataFolder)
    windows.files.set(`${dataFolder}\\agent.db`, 'a script to run as SYSTEM')
    windows.files.set(`${dataFolder}\\folder-proof`, 'guessed')
    expect((await service.install({ cloudUrl })).setAside).toBe(`${dataFolder}.before-20261127T090000000Z`)
    expect(windows.files.has(`${dataFolder}\\agent.db`)).toBe(false)
  })

  it('goes no further where somebody made another folder before ours could take its place', async () => {
    const folderMoved = (from: string, made: Set<string>) => void (from === dataFolder && made.add(dataFolder))
    const { windows, service } = packaged({ folders: [dataFolder], folderMoved })
    expect(await refusalCode(service.install({ cloudUrl }))).toBe('SERVICE_FOLDER_IN_THE_WAY')
    expect(windows.service().known).toBe(false)
    expect(windows.values.size).toBe(0)
    expect(await windows.host.exists('C:\\Program Files\\mylzip-ssl.20261127T090000000Z')).toBe(false)
  })

  it('says so where a foreign folder cannot be moved because somebody has it open', async () => {
    const { windows, service } = packaged({ folders: [dataFolder], held: dataFolder })
    expect(await refusalCode(service.install({ cloudUrl }))).toBe('SERVICE_FOLDER_IN_THE_WAY')
    expect(windows.service().known).toBe(false)
  })

  it('leaves no folder behind where the person is no administrator', async () => {
    const { windows, service } = packaged({ isAdministrator: false })
    expect(await refusalCode(service.install({ cloudUrl }))).toBe('SERVICE_NEEDS_ADMINISTRATOR')
    expect(await windows.host.exists(dataFolder)).toBe(false)
    expect(windows.calls.map(({ program }) => program)).not.toContain('icacls.exe')
  })

  it.each([
    [{ isAdministrator: false }, {}, 'SERVICE_NEEDS_ADMINISTRATOR'],
    [{}, { cloudUrl: 'https://a"b' }, 'OPTION_INVALID'],
    [{}, { cloudUrl: 'https://%TEMP%.test' }, 'OPTION_INVALID'],
    [{ files: { 'D:\\empty': ' \n' } }, { tokenFile: 'D:\\empty' }, 'OPTION_INVALID'],
    [{ files: { 'D:\\wide': 'e\0n\0r\0' } }, { tokenFile: 'D:\\wide' }, 'OPTION_INVALID'],
  ] as const)('says why it cannot be done: %j %j', async (machine, options, code) => {
    const { windows, service } = packaged(machine)
    expect(await refusalCode(service.install(options))).toBe(code)
    expect(windows.service().known).toBe(false)
  })

  it.each([
    'C:\\Users\\ana\\AppData\\Local\\Programs\\MyL.Zip SSL\\resources\\service\\node.exe',
    'C:\\MyL.Zip SSL\\resources\\service\\node.exe',
    'C:\\Program Files (x86)\\MyL.Zip SSL\\resources\\service\\node.exe',
    'C:\\Program Files\\..\\Open\\node.exe',
    'D:\\Program Files\\node.exe',
  ])('never lets the system run a program that users may replace: %s', async (node) => {
    const open = servicePlaces(node)
    const windows = windowsInMemory({ files: { [open.wrapper]: 'WinSW' } })
    expect(await refusalCode(serviceOf(windows, open).install({}))).toBe('SERVICE_PROGRAM_OPEN')
    expect(windows.service().known).toBe(false)
  })

  it('says so where the program was not put there by its installer', async () => {
    expect(await refusalCode(serviceOf(windowsInMemory()).install({}))).toBe('SERVICE_NOT_PACKAGED')
  })
})

describe('stopping', () => {
  it('waits until the service has ended, and is harmless where it does not run', async () => {
    const { windows, service } = packaged({ endsAfter: 8 })
    await service.install({ cloudUrl })
    await service.start()
    expect(await service.status()).toEqual({ state: 'running', pid: 42 })
    await service.stop()
    expect(windows.service().state).toBe(1)
    await service.stop()
  })

  it('waits until one that just starts can be told to stop', async () => {
    const { windows, service } = packaged({ beginsAfter: 5, endsAfter: 8 })
    await service.install({ cloudUrl })
    await service.start()
    expect((await service.status())?.state).toBe('starting')
    await service.stop()
    expect(windows.service().state).toBe(1)
  })

  it('does not wait for ever', async () => {
    const { service } = packaged({ endsAfter: 3_600 })
    await service.install({ cloudUrl })
    await service.start()
    expect(await refusalCode(service.stop())).toBe('SERVICE_DOES_NOT_STOP')
  })

  it('says so where no service is installed', async () => {
    expect(await refusalCode(packaged().service.stop())).toBe('SERVICE_NOT_INSTALLED')
    expect(await packaged().service.status()).toBeUndefined()
  })
})

describe('removing', () => {
  it('leaves keys and certificates where they are unless it is asked to take them along', async () => {
    const { windows, service } = packaged()
    await service.install({ cloudUrl })
    windows.files.set(`${dataFolder}\\agent.db`, 'everything')
    await service.remove({ withData: false })
    expect(windows.service().known).toBe(false)
    expect([...windows.files.keys()]).toContain(`${dataFolder}\\agent.db`)
    await service.remove({ withData: true })
    expect([...windows.files.keys()].filter((file) => file.startsWith(dataFolder))).toEqual([])
    expect(windows.values.size).toBe(0)
  })

  it('never removes a folder that was not ours', async () => {
    const { windows, service } = packaged({ folders: [dataFolder], files: { [`${dataFolder}\\theirs`]: 'x' } })
    await service.remove({ withData: true })
    expect(windows.files.has(`${dataFolder}\\theirs`)).toBe(true)
    expect(windows.emptied).toEqual([])
  })

  it('takes certificates and keys out of Windows’ store while the folder still says which are ours', async () => {
    const { windows, service } = packaged()
    await service.install({ cloudUrl })
    await service.remove({ withData: false })
    expect(windows.emptied).toEqual([])
    await service.remove({ withData: true })
    expect(windows.emptied).toEqual([dataFolder])
  })

  it('can be given again where the folder could not be removed', async () => {
    const { windows, service } = packaged()
    await service.install({ cloudUrl })
    windows.hold(dataFolder)
    await expect(service.remove({ withData: true })).rejects.toThrow('EBUSY')
    windows.hold(undefined)
    await service.remove({ withData: true })
    expect(await windows.host.exists(dataFolder)).toBe(false)
    expect(windows.values.size).toBe(0)
  })

  it('removes nothing with the keys where Windows’ store cannot be reached, and says why', async () => {
    const { windows, service } = packaged({ storeRefuses: 'POWERSHELL_CONSTRAINED' })
    await service.install({ cloudUrl })
    windows.files.set(`${dataFolder}\\agent.db`, 'everything')
    expect(await refusalCode(service.remove({ withData: true }))).toBe('POWERSHELL_CONSTRAINED')
    expect(windows.service().known).toBe(true)
    expect(windows.files.has(`${dataFolder}\\agent.db`)).toBe(true)
    await service.remove({ withData: false })
    expect(windows.service().known).toBe(false)
  })
})
