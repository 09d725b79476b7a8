import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import {
  failuresForgottenAfter,
  restartDelays,
  type ServiceOptions,
  type ServicePlaces,
  serviceArguments,
  serviceDescription,
  serviceId,
  serviceName,
  stopTimeout,
  wrapperLogs,
} from './windows-service.policy.ts'

/**
 * What WinSW 1.17 reads (its ServiceDescriptor.cs): an element it does not know it passes over, so only those that it
 * does stand here; that the start is delayed is told to Windows itself. `<service>` comes first, without a declaration or
 * a comment before it: WinSW looks for its times in the document's first node. Refuses with OPTION_INVALID.
 */
export function winswConfig(places: ServicePlaces, options: ServiceOptions): string {
  const lines = [
    element('id', serviceId),
    element('name', serviceName),
    element('description', serviceDescription),
    element('executable', literal('the program’s folder', places.node)),
    ...[places.headless, ...serviceArguments(options)].map((argument) => element('argument', literal(argument, argument))),
    // A setting of the machine's that changes what Node runs is none for a program that runs as SYSTEM.
    ...['NODE_OPTIONS', 'NODE_PATH', 'NODE_COMPILE_CACHE'].map((name) => `<env name="${name}" value=""/>`),
    element('startmode', 'Automatic'),
    ...restartDelays.map((delay) => `<onfailure action="restart" delay="${delay} sec"/>`),
    element('resetfailure', `${failuresForgottenAfter} sec`),
    element('stoptimeout', `${stopTimeout} sec`),
    element('logpath', wrapperLogs(literal('the data folder', options.dataFolder))),
    '<log mode="roll-by-size"><sizeThreshold>1024</sizeThreshold><keepFiles>3</keepFiles></log>',
  ]
  return `<service>\r\n${lines.map((line) => `  ${line}\r\n`).join('')}</service>\r\n`
}

/** WinSW puts quotes around what holds a space and escapes none, and takes %NAME% for a variable. */
function literal(option: string, value: string): string {
  if (/["%\p{Cc}]/u.test(value) || value.endsWith('\\'))
    throw new Refusal('OPTION_INVALID', { option, reason: 'no quote, % or control character may stand in it, nor a \\ at its end' })
  return value
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
}
