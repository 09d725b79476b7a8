import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { saidIn } from './system-answer.policy.ts'
import {
  failuresForgottenAfter,
  restartDelays,
  type ServicePlaces,
  serviceDescription,
  serviceId,
  serviceName,
} from './windows-service.policy.ts'

/** A program of Windows' own in System32, and what it is given: each an argument, put together by nobody. */
export interface SystemCall {
  program: 'sc.exe' | 'icacls.exe' | 'reg.exe'
  args: readonly string[]
}

/** What such a program ended with, and said. */
export interface SystemAnswer {
  code: number
  said: string
}

const sc = (...args: string[]): SystemCall => ({ program: 'sc.exe', args })

/** Quoted: without that Windows would try C:\Program.exe first, whoever may have put one there. */
const settings = ({ wrapper }: ServicePlaces) => [
  ...['binPath=', `"${wrapper}"`],
  // After everything that people wait for when they sign in.
  ...['start=', 'delayed-auto'],
  ...['obj=', 'LocalSystem'],
  ...['DisplayName=', serviceName],
]

export const look = sc('queryex', serviceId)
export const begin = sc('start', serviceId)
export const end = sc('stop', serviceId)
export const remove = sc('delete', serviceId)

/** Makes the service known to Windows, or changes the one that is known. */
export function register(places: ServicePlaces, isKnown: boolean): SystemCall[] {
  const actions = restartDelays.map((delay) => `restart/${delay * 1000}`).join('/')
  return [
    sc(isKnown ? 'config' : 'create', serviceId, ...settings(places)),
    sc('description', serviceId, serviceDescription),
    sc('failure', serviceId, 'reset=', String(failuresForgottenAfter), 'actions=', actions),
    // An end with an exit code of its own counts as well, not only a crash.
    sc('failureflag', serviceId, '1'),
  ]
}

export type ServiceState = 'stopped' | 'starting' | 'stopping' | 'running' | 'other'

export interface KnownService {
  state: ServiceState
  pid: number | null
}

const states: Record<string, ServiceState> = { 1: 'stopped', 2: 'starting', 3: 'stopping', 4: 'running' }

/** What `sc queryex` said; undefined where no such service is known. Its labels are in the language of Windows, its words and numbers are not. */
export function readService(answer: SystemAnswer): KnownService | undefined {
  if (answer.code === noSuchService) return undefined
  accept('look at', answer)
  const state = /:\s*(\d)\s+(?:STOPPED|START_PENDING|STOP_PENDING|RUNNING|CONTINUE_PENDING|PAUSE_PENDING|PAUSED)\b/.exec(answer.said)?.[1]
  const pid = Number(/\bPID\s*:\s*(\d+)/.exec(answer.said)?.[1] ?? 0)
  return { state: states[state ?? ''] ?? 'other', pid: pid === 0 ? null : pid }
}

/** Win32's error codes (winerror.h), with which sc.exe ends. */
const accessDenied = 5
const didNotAnswer = 1053
const runsAlready = 1056
const isDisabled = 1058
const noSuchService = 1060
const takesNoControl = 1061
const doesNotRun = 1062
const goesAway = 1072
const mayNotOwn = 1307

/** It begins or ends just now, and can be told nothing until it has. */
export const takesNothingNow = ({ code }: SystemAnswer) => code === takesNoControl

/** Ended as it should, or there was nothing to do. Refuses with SERVICE_NEEDS_ADMINISTRATOR or SERVICE_…. */
export function accept(action: string, { code, said }: SystemAnswer): void {
  if (code === 0 || code === runsAlready || code === doesNotRun) return
  if (code === accessDenied || code === mayNotOwn) throw new Refusal('SERVICE_NEEDS_ADMINISTRATOR')
  if (code === noSuchService) throw new Refusal('SERVICE_NOT_INSTALLED')
  if (code === goesAway) throw new Refusal('SERVICE_GOES_AWAY')
  if (code === isDisabled) throw new Refusal('SERVICE_DISABLED')
  if (code === didNotAnswer) throw new Refusal('SERVICE_DOES_NOT_START')
  throw new Refusal('SERVICE_CALL_FAILED', { action, code, said: saidIn(said) })
}
