import { exitCodeOf } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { savesNothing } from '@mylzip/shared/domain/saves-nothing.policy.ts'
import type { Certificate, Snapshot } from '@mylzip/shared/operations/values.ts'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { type Answer, asError } from '../output/answer.ts'
import { certificateLines } from '../output/certificate-lines.ts'
import { certificateTable } from '../output/certificate-table.ts'
import { momentOf } from '../output/dates.policy.ts'
import { stateWord, whyUnsafe } from '../output/state-words.policy.ts'
import { certificateNamed } from '../session/named-certificate.policy.ts'

export function addStatus(program: Command, cli: Cli): void {
  program
    .command('status')
    .summary('how this device and its certificates stand')
    .description('Shows how this device and its certificates stand. Changes nothing and needs no network.')
    .argument('[certificate]', 'a name or an id; left out: all of them')
    .option(
      '--check',
      'for monitoring: exit code 4 unless a program runs, and every certificate is seen being served or kept whole in the store',
    )
    .addHelpText('after', '\nExamples:\n  mylzip status\n  mylzip status intranet.example\n  mylzip status --check --json')
    .action((wanted: string | undefined, options: { check?: boolean }) =>
      cli.ask(async ({ client, alone }) => statusAnswer(await client.state.get(), { wanted, alone, check: options.check ?? false, cli })),
    )
}

interface Asked {
  wanted: string | undefined
  alone: boolean
  check: boolean
  cli: Pick<Cli, 'paint' | 'width'>
}

export function statusAnswer(snapshot: Snapshot, { wanted, alone, check, cli }: Asked): Answer {
  const { about, device, pause } = snapshot
  const certificates = wanted === undefined ? snapshot.certificates : [certificateNamed(snapshot.certificates, wanted)]
  const shown = new Set(certificates.map(({ id }) => id))
  const runs = snapshot.runs.filter(({ certificateId }) => shown.has(certificateId))
  const unsafe = certificates.filter((certificate) => !isSafe(certificate)).map(({ names }) => names[0] ?? '')
  const kept = certificates.filter((certificate) => isSafe(certificate) && isKept(certificate))
  const isServed = certificates.some((certificate) => isSafe(certificate) && !isKept(certificate))
  const still = certificates.filter(standsStill).map(({ names }) => names[0] ?? '')
  const isInOrder = !alone && certificates.length > 0 && unsafe.length === 0 && still.length === 0
  const isProtected = isInOrder && isServed
  // One that is kept by intention was asked about by its name; a device of which nothing is served is none that is protected.
  const isContent = isProtected || (isInOrder && wanted !== undefined)
  const [only] = certificates
  const overview = wanted !== undefined && only ? certificateLines(only, cli.paint, { alone }) : overviewLines(snapshot, cli, alone)
  return {
    json: {
      agent: alone ? 'alone' : 'running',
      protected: isProtected,
      kept: kept.map(({ id }) => id),
      about,
      device,
      certificates,
      pause,
      runs,
    },
    text: [...overview, ...remarks(snapshot, alone, wanted !== undefined)],
    ...(check && !isContent && notProtected({ alone, unsafe, still, onlyKept: certificates.length > 0 && !isServed })),
  }
}

interface Unprotected {
  alone: boolean
  unsafe: readonly string[]
  still: readonly string[]
  onlyKept: boolean
}

/** What monitoring is told: the exit code and the document say the same. */
function notProtected({ alone, unsafe, still, onlyKept }: Unprotected): Pick<Answer, 'error' | 'exitCode'> {
  const reasons = [
    ...(alone ? ['no program runs here that would renew anything'] : []),
    ...(unsafe.length === 0 ? [] : [`no certificate that is valid and in place for ${unsafe.join(', ')}`]),
    ...(still.length === 0 ? [] : [`nothing can be saved, so that the work on ${still.join(', ')} stands still`]),
    ...(onlyKept && unsafe.length === 0 ? ['no certificate is seen being served: what is here is only kept in the store'] : []),
  ]
  const refusal = new Refusal('NOT_PROTECTED', { reason: reasons.join(', and ') || 'there is no certificate here' })
  return { error: asError(refusal), exitCode: exitCodeOf(refusal.code) }
}

/** A run in progress does not make a certificate that is served unsafe, and neither do failed tries while it is served. */
function isSafe({ health, current }: Certificate): boolean {
  return health !== 'not-protected' && current !== null && current.revokedAt === null
}

/** Served for now, and not renewed before a person has seen to it; other tries that fail are made again, and may succeed. */
function standsStill({ failure }: Certificate): boolean {
  return savesNothing.some((code) => code === failure?.code)
}

/** It lies in the store, and no program of this machine presents it: whether it does its work elsewhere nobody here sees. */
function isKept({ current }: Certificate): boolean {
  return current?.consumers.length === 0
}

function overviewLines({ device, certificates }: Snapshot, { paint, width }: Asked['cli'], alone: boolean): string[] {
  const own = certificates.find(({ names }) => names[0] === device?.name)
  const title = device
    ? `${own ? paint.health(own.health, stateWord(own, alone)) : 'No certificate yet'}: ${paint.strong(device.name)} (${device.team})`
    : 'This device is not enrolled.'
  const page = device?.devicePage ? [`Device page: ${device.devicePage.url}`] : []
  return [title, ...page, ...(certificates.length === 0 ? [] : ['', ...certificateTable(certificates, paint, width, alone)])]
}

/** What has failed for one certificate alone stands beside it. */
function remarks({ about, certificates, pause }: Snapshot, alone: boolean, ofOne: boolean): string[] {
  const failures = (ofOne ? [] : certificates).flatMap((certificate) => {
    const { names, failure } = certificate
    const reason = whyUnsafe(certificate)
    if (failure) return [`${names[0]}: ${failure.sentence}`, `Next: ${failure.nextStep}`]
    return reason === undefined ? [] : [`${names[0]}: ${reason}`]
  })
  return [
    ...failures,
    ...(pause ? [`Renewals that do not press wait until ${momentOf(pause.until)}. “mylzip resume” ends that before.`] : []),
    ...(about.practice ? ['This is practice: only this program trusts the authority that issues its certificates.'] : []),
    ...(alone ? ['No program runs here: nothing is renewed, and nothing is served by it, until it is started.'] : []),
  ].flatMap((line, index) => (index === 0 ? ['', line] : [line]))
}
