import { win32 } from 'node:path'

/** As Windows knows the service. Also the name of its wrapper: WinSW reads the file beside it that bears its own name. */
export const serviceId = 'MyLZipSsl'
export const serviceName = 'MyL.Zip SSL'
export const serviceDescription = 'Gets this computer’s certificates, renews them, and looks that programs show them.'

/** s. How long after each end in a row Windows starts it again; the last one holds for all that follow. */
export const restartDelays = [10, 60, 300] as const
/** s. Without an end for so long, the next one counts as the first. */
export const failuresForgottenAfter = 86_400
/** s. The agent ends within one; what is in the middle of a run goes on there at the next start. Then it is ended from outside. */
export const stopTimeout = 20

/** Where WinSW writes what it does, and what the agent says. It makes no folder before it writes there: one that is missing would keep it from starting. */
export function wrapperLogs(dataFolder: string): string {
  return win32.join(dataFolder, 'log', 'service')
}

/** Where the packaged program lies, by its own node.exe. */
export interface ServicePlaces {
  /** WinSW under the service's name: what Windows starts. */
  wrapper: string
  /** What WinSW reads. */
  config: string
  node: string
  headless: string
}

export function servicePlaces(node: string): ServicePlaces {
  const folder = win32.dirname(node)
  return {
    wrapper: win32.join(folder, `${serviceId}.exe`),
    config: win32.join(folder, `${serviceId}.xml`),
    node,
    headless: win32.join(folder, 'app', 'out', 'main', 'headless.js'),
  }
}

export interface ServiceOptions {
  dataFolder: string
  cloudUrl: string
  /** The authority that is asked where nobody chose another; undefined: the usual one. */
  directoryUrl?: string | undefined
  /** `windows` or `7`; undefined: Windows' own. */
  powershell?: string | undefined
}

/** What the service is started with. A token lies in the data folder until this device is enrolled, and may be gone. */
export function serviceArguments({ dataFolder, cloudUrl, directoryUrl, powershell }: ServiceOptions): string[] {
  return [
    '--service',
    ...['--data', dataFolder],
    ...['--cloud', cloudUrl],
    ...(directoryUrl === undefined ? [] : ['--directory', directoryUrl]),
    ...(powershell === undefined ? [] : ['--powershell', powershell]),
  ]
}
