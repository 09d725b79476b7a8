import { setTimeout as wait } from 'node:timers/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type Command, Option } from 'commander'
import type { Cli, Session } from '../cli.ts'
import { confirm } from '../input/confirm.ts'
import { readSecret } from '../input/read-secret.ts'
import type { Answer } from '../output/answer.ts'

interface Options {
  code?: boolean
  tokenFile?: string
  tokenStdin?: boolean
  label?: string
  zone?: string
  sameDevice?: boolean
  wait: boolean
  yes?: boolean
}

/** ms between two looks whether somebody has decided. The program itself asks the cloud, and less often. */
const look = 500

export function addEnrol(program: Command, cli: Cli): void {
  program
    .command('enrol')
    .summary('make this device one of a team’s')
    .description(
      'Makes this device one of a team’s: by a code that somebody types in at the cloud’s page, or by a token. Its name stands in public logs once it has a certificate; without --label it says nothing about the device.',
    )
    .option('--code', 'by a code (the default)')
    .addOption(new Option('--token-file <file>', 'by an enrolment token: the first line of this file').conflicts(['code', 'tokenStdin']))
    .addOption(new Option('--token-stdin', 'by an enrolment token: the first line of what is piped in').conflicts('code'))
    .option('--label <label>', 'the first part of the name')
    .option('--zone <zone>', 'what the name ends in, where the usual zone cannot be reached')
    .addOption(
      new Option('--same-device', 'this machine takes the place of the one its data was copied from').conflicts([
        ...['code', 'tokenFile', 'tokenStdin', 'label', 'zone'],
      ]),
    )
    .option('--no-wait', 'answer as soon as the code is there; the program waits by itself')
    .option('--yes', 'do not ask whether --same-device is meant')
    .addHelpText(
      'after',
      '\nExamples:\n  mylzip enrol\n  mylzip enrol --token-file token.txt --label frontdesk-07\n  mylzip enrol --same-device',
    )
    .action((options: Options) => cli.ask((session) => enrol(session, options, cli)))

  program
    .command('new-device-key')
    .summary('give this device another key')
    .description(
      'Gives this device another key by which the cloud knows it. It gets one each year by itself; what happens in the middle does no harm.',
    )
    .addHelpText('after', '\nExamples:\n  mylzip new-device-key')
    .action(() =>
      cli.ask(async ({ client }) => {
        const { changedAt } = await client.device.changeKey()
        return { json: { changedAt }, text: ['This device has another key.'] }
      }),
    )
}

async function enrol({ client, alone }: Session, options: Options, cli: Cli): Promise<Answer> {
  const { tokenFile, tokenStdin = false, label, zone } = options
  const wish = { ...(label !== undefined && { label }), ...(zone !== undefined && { zone }) }
  if (options.sameDevice) {
    const name = (await client.state.get()).device?.name ?? ''
    await confirm('The machine that was it until now will be shut out.', name, options.yes ?? false, cli.surroundings)
    return enrolledAnswer(await client.device.keep(), alone)
  }
  if (tokenFile !== undefined || tokenStdin) {
    const source = { kind: 'enrolment-token' as const, stdin: tokenStdin, ...(tokenFile !== undefined && { file: tokenFile }) }
    const token = await readSecret(source, 'Enrolment token', false, cli.surroundings)
    return enrolledAnswer(await client.device.enrolByToken({ token: token.trim(), ...wish }), alone)
  }
  const { waiting } = await client.device.enrolByCode(wish)
  if (waiting === null) throw new Refusal('DEVICE_CODE_INVALID')
  const lines = [
    `Open ${waiting.verificationUri} in a browser, sign in, and type in the code:  ${waiting.userCode}`,
    `Or open this address: ${waiting.verificationUriComplete}`,
  ]
  // A program that nobody left running asks no more once this command has ended.
  if (!options.wait && !alone) return { json: { waiting }, text: lines }
  for (const line of lines) cli.say(line)
  return enrolledAnswer(await decided(client), alone)
}

async function decided(client: AgentClient) {
  for (;;) {
    const { state, ended } = await client.device.enrolment()
    if (ended !== null) throw new Refusal(ended.code)
    const device = state === 'enrolled' ? (await client.state.get()).device : null
    if (device !== null) return device
    if (state === 'none') throw new Refusal('DEVICE_CODE_INVALID')
    await wait(look)
  }
}

function enrolledAnswer(device: { name: string; team: string }, alone: boolean): Answer {
  const { name, team } = device
  const next = alone ? ['No program runs here: start it, and it gets a certificate for that name.'] : []
  return { json: { device }, text: [`This device is ${name} (${team}).`, ...next] }
}
