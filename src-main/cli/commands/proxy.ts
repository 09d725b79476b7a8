import { pastProxyIn } from '@mylzip/shared/domain/past-proxy.policy.ts'
import type { ProxyWish } from '@mylzip/shared/operations/proxy.ts'
import type { Command } from 'commander'
import { readProxyAddress } from '../../proxy/proxy-address.policy.ts'
import type { Cli } from '../cli.ts'
import { readSecret, secretGiven } from '../input/read-secret.ts'
import { addPasswordOptions, type PasswordOptions, passwordSource } from '../input/secret-options.ts'
import { proxyAnswer, proxyTestAnswer } from '../output/proxy-lines.ts'

interface ProxyOptions extends PasswordOptions {
  user?: string
  past?: string[]
}

const setExamples = `
Examples:
  mylzip proxy set http://proxy.example:3128
  mylzip proxy set http://proxy.example:3128 --user device --password-file proxy.txt --past .intranet.example
  mylzip proxy set none
  mylzip proxy set system`

const testExamples = `
Examples:
  mylzip proxy test
  mylzip proxy test http://proxy.example:3128 --user device`

/** The proxy that connections to the cloud and to authorities go through. */
export function addProxy(program: Command, cli: Cli): void {
  const proxy = program
    .command('proxy')
    .summary('the proxy that connections go through')
    .description('The proxy that connections to the cloud and to certificate authorities go through. A change holds at once.')

  proxy
    .command('show', { isDefault: true })
    .summary('which one is used')
    .description('Shows which proxy is used, and how the cloud and the authorities are reached by it. Asks nobody.')
    .addHelpText('after', '\nExamples:\n  mylzip proxy\n  mylzip proxy show --json')
    .action(() => cli.ask(async ({ client }) => proxyAnswer(await client.proxy.get())))

  const set = proxy
    .command('set')
    .summary('use another one, none, or the system’s')
    .description(
      'Chooses the proxy. One that is named is tried first, and not kept where something stands in the way; “none” and “system” are kept at once.',
    )
    .argument('<proxy>', 'http://HOST:PORT, “none”, or “system”: as HTTPS_PROXY and NO_PROXY say')
  addOwnOptions(set)
    .option('--untried', 'keep it whatever the network says now')
    .addHelpText('after', setExamples)
    .action(async (wanted: string, { untried = false, ...options }: ProxyOptions & { untried?: boolean }) => {
      const wish = await wishFor(wanted, options, cli)
      return cli.ask(async ({ client }) => proxyAnswer(await client.proxy.set({ wish, untried })))
    })

  const test = proxy
    .command('test')
    .summary('whether one leads where it should')
    .description(
      'Looks whether the cloud and the authorities can be reached by the proxy that is used, or by another one. Changes nothing.',
    )
    .argument('[proxy]', 'http://HOST:PORT, “none” or “system”; left out: the one that is used')
  addOwnOptions(test)
    .addHelpText('after', testExamples)
    .action(async (wanted: string | undefined, options: ProxyOptions) => {
      const wish = wanted === undefined ? undefined : await wishFor(wanted, options, cli)
      return cli.ask(async ({ client }) => proxyTestAnswer(await client.proxy.test(wish ? { wish } : {})))
    })
}

function addOwnOptions(command: Command): Command {
  command
    .option('--user <name>', 'the name to sign in with at the proxy')
    .option(
      '--past <hosts...>',
      'hosts that it is not asked for, such as intranet.example or .intranet.example for those below it; left out: those of this very proxy stay',
    )
  return addPasswordOptions(command)
}

/**
 * What is not said stays as it is, as long as it is the same proxy. Asks for the password while nobody holds the agent: alone, the data
 * folder would be locked while somebody thinks of it.
 */
async function wishFor(wanted: string, options: ProxyOptions, cli: Cli): Promise<ProxyWish> {
  if (wanted === 'none' || wanted === 'system') return { use: wanted }
  const { address, user: written } = readProxyAddress(wanted)
  const user = options.user ?? written
  const { own } = await cli.look((client) => client.proxy.get())
  const former = own?.address === address ? own : undefined
  const source = passwordSource(options)
  const isKept = user !== undefined && former?.user === user && former.password === 'kept'
  const password =
    user === undefined || isKept
      ? await secretGiven(source, cli.surroundings)
      : await readSecret(source, 'Password at the proxy', false, cli.surroundings)
  return {
    use: 'own',
    address,
    user: user ?? null,
    past: options.past === undefined ? (former?.past ?? []) : pastProxyIn(options.past.join(' ')),
    ...(password !== undefined && { password }),
  }
}
