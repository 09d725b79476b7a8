import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { fromTimestamp, hour } from '@mylzip/shared/domain/time.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { LocalApi, LocalToken, LocalTokens, TokenLevel } from '@mylzip/shared/operations/tokens.ts'
import { type Command, Option } from 'commander'
import { systemClock } from '../../system/clock.adapter.ts'
import type { Cli } from '../cli.ts'
import { confirm } from '../input/confirm.ts'
import { type TokenEnd, tokenEnd } from '../input/token-end.ts'
import { wholeNumber } from '../input/whole-number.ts'
import { dayOf, momentOf } from '../output/dates.policy.ts'
import { tableLines } from '../output/table.policy.ts'

export function addTokens(program: Command, cli: Cli): void {
  const tokens = program
    .command('tokens')
    .summary('tokens by which programs of this machine ask the agent')
    .description('Tokens by which programs of this machine, such as a monitoring program, ask the agent without a person’s session.')

  tokens
    .command('list', { isDefault: true })
    .summary('those there are, and where programs ask')
    .description('Lists the tokens, those that ended within the last month too, and says where programs ask.')
    .addHelpText('after', '\nExamples:\n  mylzip tokens list --json')
    .action(() =>
      cli.ask(async ({ client, alone }) => {
        const found = await client.tokens.list()
        return { json: { ...found }, text: listLines(found, alone, cli.width) }
      }),
    )

  tokens
    .command('create')
    .summary('make one, and show it once')
    .description('Makes a token and writes it to stdout, once: nobody can show it again. Keep it where only its program reads it.')
    .argument('<label>', 'what the token is for; the log names it so')
    .addOption(
      new Option('--level <level>', 'what it may do: look (read), or renew as well (operate)').choices(['read', 'operate']).default('read'),
    )
    .option('--expires <end>', 'when it ends: 30d, or a day such as 2027-01-31; a year at most', tokenEnd, { days: 90 })
    .addHelpText(
      'after',
      '\nExamples:\n  (umask 077; mylzip tokens create Monitoring > token.txt)\n  mylzip tokens create Rollout --level operate --expires 30d',
    )
    .action((label: string, { level, expires }: { level: TokenLevel; expires: TokenEnd }) =>
      cli.ask(async ({ client }) => {
        const made = await client.tokens.create({ label, level, ...expires })
        const { api } = await client.tokens.list()
        cli.say(`Good until ${momentOf(made.token.expiresAt)}. It is not shown again.`)
        return { json: { ...made, api }, text: [made.secret] }
      }),
    )

  tokens
    .command('revoke')
    .summary('let its program in no more')
    .description('Revokes a token: its program is let in no more, and what it still watches ends.')
    .argument('<token>', 'its id or its label')
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExamples:\n  mylzip tokens revoke Monitoring')
    .action(async (named: string, { yes = false }: { yes?: boolean }) => {
      const { id, label } = await cli.look((client) => tokenNamed(client, named))
      await confirm(`The program with the token of “${label}” will be let in no more.`, label, yes, cli.surroundings)
      await cli.ask(async ({ client }) => {
        const token = await client.tokens.revoke({ tokenId: id })
        return { json: { token }, text: [`Revoked: ${token.label}`] }
      })
    })

  tokens
    .command('port')
    .summary('choose where programs ask')
    .description('Chooses the port of 127.0.0.1 where programs with a token ask.')
    .argument('<port>', 'from 1024 to 65535', wholeNumber)
    .addHelpText('after', '\nExamples:\n  mylzip tokens port 18461')
    .action((port: number) =>
      cli.ask(async ({ client, alone }) => {
        const api = await client.tokens.choosePort({ port })
        return { json: { api }, text: [whereLine(api, alone)] }
      }),
    )
}

/** By its id, or its label: a good one before those that have ended. Refuses with LOCAL_TOKEN_NOT_FOUND. */
async function tokenNamed(client: AgentClient, named: string): Promise<LocalToken> {
  const { tokens } = await client.tokens.list()
  const called = tokens.filter(({ id, label }) => id === named || label === named)
  const found = called.find(({ state }) => state === 'good') ?? called[0]
  if (!found) throw new Refusal('LOCAL_TOKEN_NOT_FOUND', { token: named })
  return found
}

function listLines({ api, tokens }: LocalTokens, alone: boolean, width: number | undefined): string[] {
  if (tokens.length === 0) return ['There is no token. “mylzip tokens create” makes one.']
  const rows = tokens.map(({ label, shown, level, state, expiresAt, lastUsedAt }) => [
    label,
    `${shown}…`,
    level,
    state === 'good' ? `until ${dayOf(expiresAt)}` : state,
    lastUsedAt === null ? 'never' : usedAt(lastUsedAt),
  ])
  return [...tableLines(['For', 'Token', 'May', 'Good', 'Last used'], rows, width), '', whereLine(api, alone)]
}

/** It is kept to the hour: to the minute, a program that asks all the time would look as if it had stopped. */
function usedAt(lastUsedAt: string): string {
  const ago = systemClock.now() - fromTimestamp(lastUsedAt)
  return ago >= 0 && ago < hour ? 'within the last hour' : momentOf(lastUsedAt)
}

function whereLine({ address, port, problem }: LocalApi, alone: boolean): string {
  if (problem !== null) return `${problem.sentence} ${problem.nextStep}`
  if (address !== null) return `Programs ask at ${address}`
  return alone
    ? `Programs ask at port ${port} of 127.0.0.1 once the agent runs.`
    : `Programs ask at port ${port} of 127.0.0.1 once there is a token.`
}
