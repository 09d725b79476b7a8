import type { Authority, AuthorityLook } from '@mylzip/shared/operations/authorities.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { Argument, type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { authorityArgument, authorityUrl } from '../input/authority-url.ts'
import { confirm } from '../input/confirm.ts'
import { readSecret } from '../input/read-secret.ts'
import type { Answer } from '../output/answer.ts'
import { accountWords, authorityAnswer, authorityFacts } from '../output/authority-facts.ts'
import { factLines, tableLines } from '../output/table.policy.ts'
import { addAuthorityRoots } from './authority-roots.ts'

/** One that changes one authority and answers how it stands then. */
interface Change {
  name: string
  summary: string
  description: string
  change(client: AgentClient, directory: string): Promise<Authority>
}

const changes: readonly Change[] = [
  {
    name: 'open-account',
    summary: 'register the account now',
    description: 'Registers this device’s account at an authority now; a new one where the one before was ended.',
    change: (client, directory) => client.authorities.openAccount({ directory }),
  },
  {
    name: 'new-account-key',
    summary: 'give the account another key',
    description: 'Gives the account another key (RFC 8555 §7.3.5). What happens in the middle does no harm.',
    change: (client, directory) => client.authorities.rollKey({ directory }),
  },
]

export function addAuthorities(program: Command, cli: Cli): void {
  const authorities = program
    .command('authorities')
    .summary('certificate authorities, and the accounts at them')
    .description('The certificate authorities that new certificates are ordered at, and the accounts at them.')

  const listed = async (client: AgentClient, list: Authority[]): Promise<Answer> => ({
    json: { authorities: list },
    text: tableOf(list, (await client.state.get()).about.directory, cli.width),
  })

  authorities
    .command('list', { isDefault: true })
    .summary('those that are used, in their order')
    .description('Lists the authorities that are used, in the order they are tried. Asks nobody.')
    .addHelpText('after', '\nExamples:\n  mylzip authorities list --json')
    .action(() => cli.ask(async ({ client }) => listed(client, await client.authorities.list())))

  authorities
    .command('look')
    .summary('what one offers')
    .description('Asks an authority what it offers, and how the account stands there.')
    .addArgument(authorityArgument())
    .addHelpText('after', '\nExamples:\n  mylzip authorities look letsencrypt')
    .action((directory: string) => cli.ask(async ({ client }) => lookAnswer(await client.authorities.look({ directory }))))

  authorities
    .command('order')
    .summary('say which are used, the first one first')
    .description('Says at which authorities new certificates are ordered, the first that can issue; in place of the order before.')
    .addArgument(new Argument('<authorities...>', 'their ACME directories or names').argParser(authorityUrl))
    .addHelpText('after', '\nExamples:\n  mylzip authorities order letsencrypt zerossl')
    .action((given: string[]) =>
      cli.ask(async ({ client }) => {
        const wanted = given.map((directory) => ({ directory }))
        return listed(client, await client.authorities.setOrder({ authorities: wanted }))
      }),
    )

  authorities
    .command('remove')
    .summary('take one out of the order')
    .description('Takes an authority out of the order. Its account stays, and so do the certificates ordered there.')
    .addArgument(authorityArgument())
    .addHelpText('after', '\nExamples:\n  mylzip authorities remove zerossl')
    .action((directory: string) => cli.ask(async ({ client }) => listed(client, await client.authorities.remove({ directory }))))

  addAuthorityRoots(authorities, cli)

  authorities
    .command('bind')
    .summary('bind the account to one made beforehand')
    .description('Keeps, sealed, what binds this device’s account to one made with the authority beforehand (external account binding).')
    .addArgument(authorityArgument())
    .requiredOption('--key-id <id>', 'as the authority shows it')
    .addOption(new Option('--hmac-key-file <file>', 'the HMAC key: the first line of this file').conflicts('hmacKeyStdin'))
    .option('--hmac-key-stdin', 'the HMAC key: the first line of what is piped in')
    .addHelpText('after', '\nExamples:\n  mylzip authorities bind zerossl --key-id K123 --hmac-key-file hmac.txt')
    .action(async (directory: string, options: { keyId: string; hmacKeyFile?: string; hmacKeyStdin?: boolean }) => {
      const { keyId, hmacKeyFile, hmacKeyStdin = false } = options
      const source = { kind: 'hmac-key' as const, stdin: hmacKeyStdin, ...(hmacKeyFile !== undefined && { file: hmacKeyFile }) }
      const hmacKey = await readSecret(source, 'HMAC key', false, cli.surroundings)
      return cli.ask(async ({ client }) => authorityAnswer(await client.authorities.setBinding({ directory, keyId, hmacKey })))
    })

  authorities
    .command('contact')
    .summary('whom the authority writes to')
    .description('Changes whom the authority writes to; no address at all: nobody.')
    .addArgument(authorityArgument())
    .argument('[addresses...]', 'e-mail addresses')
    .addHelpText('after', '\nExamples:\n  mylzip authorities contact letsencrypt it@customer.example')
    .action((directory: string, contact: string[]) =>
      cli.ask(async ({ client }) => authorityAnswer(await client.authorities.updateContact({ directory, contact }))),
    )

  for (const { name, summary, description, change } of changes)
    authorities
      .command(name)
      .summary(summary)
      .description(description)
      .addArgument(authorityArgument())
      .addHelpText('after', `\nExamples:\n  mylzip authorities ${name} letsencrypt`)
      .action((directory: string) => cli.ask(async ({ client }) => authorityAnswer(await change(client, directory))))

  authorities
    .command('account')
    .summary('say whose account orders there')
    .description(
      'Says whose account orders at an authority: this device’s own, or its team’s, which needs no new account for each device. The key of the team’s is in the cloud; certificates’ keys stay here.',
    )
    .addArgument(authorityArgument())
    .addOption(new Option('--team', 'the team’s').conflicts('own'))
    .addOption(new Option('--own', 'this device’s own'))
    .addHelpText('after', '\nExamples:\n  mylzip authorities account letsencrypt --team')
    .action((directory: string, { team = false, own = false }: { team?: boolean; own?: boolean }) =>
      cli.ask(async ({ client }) => {
        if (team || own) return authorityAnswer(await client.authorities.chooseAccount({ directory, uses: team ? 'team' : 'own' }))
        const known = (await client.authorities.list()).find((one) => one.directory === directory)
        return authorityAnswer(known ?? (await client.authorities.look({ directory })).authority)
      }),
    )

  authorities
    .command('end-account')
    .summary('end the account, for good')
    .description(
      'Ends the account at an authority for good (RFC 8555 §7.3.6). Certificates stay valid until they end; from then on nothing is ordered, renewed or revoked there with it.',
    )
    .addArgument(authorityArgument())
    .option('--yes', 'do not ask whether it is meant')
    .addHelpText('after', '\nExamples:\n  mylzip authorities end-account zerossl')
    .action(async (directory: string, { yes = false }: { yes?: boolean }) => {
      await confirm(
        'An account that was ended does not come back, and what is renewed there fails from then on.',
        new URL(directory).host,
        yes,
        cli.surroundings,
      )
      return cli.ask(async ({ client }) =>
        endedAccountAnswer(await client.authorities.deactivate({ directory }), await client.certificates.list()),
      )
    })
}

/** `startedWith`: the directory that is used as long as no order is chosen. */
export function tableOf(list: readonly Authority[], startedWith: string, width: number | undefined): string[] {
  const used = list.some(({ position }) => position !== null)
    ? []
    : [`No order is chosen (“mylzip authorities order”), so new certificates are ordered at ${startedWith}, as the program was started.`]
  if (list.length === 0) return used
  // Nearly everybody uses public authorities alone.
  const withRoots = list.some(({ roots }) => roots.length > 0)
  const rows = list.map(({ position, label, account, directory, roots }) => [
    position === null ? '' : String(position + 1),
    label,
    accountWords[account.status],
    ...(withRoots ? [roots.map(({ name }) => name).join(', ')] : []),
    directory,
  ])
  return [...used, ...tableLines(['Order', 'Authority', 'Account', ...(withRoots ? ['Own root'] : []), 'Directory'], rows, width)]
}

/** What the end of an account means is said by whom it happens to: the certificates. */
export function endedAccountAnswer(authority: Authority, certificates: readonly Pick<Certificate, 'names' | 'directory'>[]): Answer {
  const { directory } = authority
  const names = certificates.filter((certificate) => certificate.directory === directory).flatMap(({ names: [name] }) => name ?? [])
  return {
    json: { authority },
    text: [
      ...authorityFacts(authority),
      'The account has ended. Nothing is ordered or renewed there any more until there is another one.',
      ...(names.length === 0 ? [] : [`Renewed there, and not any more: ${names.join(', ')}`]),
      `“mylzip authorities open-account ${directory}” makes another account; “mylzip configure NAME --authority …” renews elsewhere.`,
    ],
  }
}

/** The account as this device knows it, and where the authority says otherwise, that. */
export function lookAnswer(look: AuthorityLook): Answer {
  const { authority, profiles, needsBinding, suggestsRenewals, termsOfService } = look
  const theirs = look.account?.status ?? 'valid'
  const text = [
    ...authorityFacts(authority),
    ...factLines([
      ...(theirs === 'valid' ? [] : [['Account there', `${theirs}: nothing is issued to it any more`] as const]),
      ['Profiles', profiles.map(({ name }) => name).join(', ') || 'only its usual one'],
      ['Binding', needsBinding ? 'needed: an account has to be made with it beforehand' : 'not needed'],
      ['Renewals', suggestsRenewals ? 'it suggests when' : 'it suggests nothing'],
      ['Terms', termsOfService ?? 'none named'],
    ]),
  ]
  return { json: { ...look }, text }
}
