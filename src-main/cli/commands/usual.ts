import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { UsualChoices, UsualKeyUse } from '@mylzip/shared/operations/usual.ts'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { offeredKeyTypes } from '../input/key-types.ts'
import { factLines } from '../output/table.policy.ts'

interface UsualOptions {
  keyType?: KeyType
  profile?: string | false
  key?: UsualKeyUse
}

export function addUsual(program: Command, cli: Cli): void {
  program
    .command('usual')
    .summary('what new certificates get where nothing else is said')
    .description(
      'Shows or chooses what new certificates get where their order says nothing else. Those that are managed already stay what they are.',
    )
    .addOption(new Option('--key-type <kind>', 'the kind of key').choices(offeredKeyTypes))
    .option('--profile <name>', 'a certificate profile that the authority offers')
    .option('--no-profile', 'the authority’s usual one')
    .addOption(new Option('--key <use>', 'where keys are made: here, or in this machine’s TPM').choices(['new', 'tpm']))
    .addHelpText('after', '\nExamples:\n  mylzip usual\n  mylzip usual --key-type p-256\n  mylzip usual --no-profile')
    .action((options: UsualOptions) =>
      cli.ask(async ({ client }) => {
        const { key, keyType, profile } = options
        const change = {
          ...(keyType !== undefined && { keyType }),
          ...(profile !== undefined && { profile: profile || null }),
          ...(key !== undefined && { keyUse: key }),
        }
        const usual = await (Object.keys(change).length === 0 ? client.usual.get() : client.usual.set(change))
        return { json: { usual }, text: usualLines(usual) }
      }),
    )
}

function usualLines({ keyType, keyUse, profile }: UsualChoices): string[] {
  return factLines([
    ['Key', keyType],
    ['Made', keyUse === 'tpm' ? 'in this machine’s TPM' : 'here, and sealed'],
    ['Profile', profile ?? 'the authority’s usual one'],
  ])
}
