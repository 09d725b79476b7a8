import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { confirm } from '../input/confirm.ts'
import { effectLines, hasEffects, takesAway } from '../output/use-lines.ts'
import { certificateNamed } from '../session/named-certificate.policy.ts'

interface ForgetOptions {
  alsoFromStore?: boolean
  evenIfUsed?: boolean
  dryRun?: boolean
  yes?: boolean
}

const examples = `
Examples:
  mylzip forget intranet.example
  mylzip forget intranet.example --also-from-store --dry-run
  mylzip forget intranet.example --also-from-store --yes`

export function addForget(program: Command, cli: Cli): void {
  program
    .command('forget')
    .summary('manage a certificate no longer')
    .description('Manages a certificate no longer: it is not renewed, and the agent’s copies of its keys are destroyed. The record stays.')
    .argument('<certificate>', 'a name or an id')
    .option('--also-from-store', 'take it out of the certificate store as well')
    .option('--even-if-used', 'out of the store although programs use it, which lose it')
    .option('--dry-run', 'say what it would mean for programs, and do nothing')
    .option('--yes', 'do not ask whether it is meant')
    .addHelpText('after', examples)
    .action((wanted: string, { alsoFromStore = false, evenIfUsed = false, dryRun = false, yes = false }: ForgetOptions) =>
      cli.ask(async ({ client }) => {
        const { id: certificateId, names } = certificateNamed(await client.certificates.list(), wanted)
        const [name = ''] = names
        const change = alsoFromStore ? 'remove-from-store' : 'forget'
        const preview = dryRun || !yes ? await client.consumers.preview({ certificateId, change }) : undefined
        if (preview && dryRun) return { json: { certificateId, name, preview }, text: effectLines(preview) }
        const warned = preview && hasEffects(preview) ? effectLines(preview) : []
        await confirm([...warned, 'Keys that are destroyed do not come back.'].join('\n'), name, yes, cli.surroundings)
        const known = evenIfUsed || (preview !== undefined && takesAway(preview))
        const { left } = await client.certificates.forget({ certificateId, name, alsoFromStore, ...(known && { evenIfUsed: true }) })
        const stays = left.map((path) => `Not the program’s, and left there: ${path}`)
        return { json: { certificateId, name, left }, text: [`Forgotten: ${name}.`, ...stays] }
      }),
    )
}
