import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { confirm } from '../input/confirm.ts'
import { certificateNamed } from '../session/named-certificate.policy.ts'

export function addForget(program: Command, cli: Cli): void {
  program
    .command('forget')
    .summary('manage a certificate no longer')
    .description('Manages a certificate no longer: it is not renewed, and the agent’s copies of its keys are destroyed. The record stays.')
    .argument('<certificate>', 'a name or an id')
    .option('--also-from-store', 'take it out of the certificate store as well; programs that use it from there lose it')
    .option('--yes', 'do not ask whether it is meant')
    .addHelpText('after', '\nExamples:\n  mylzip forget intranet.example\n  mylzip forget intranet.example --also-from-store --yes')
    .action((wanted: string, { alsoFromStore = false, yes = false }: { alsoFromStore?: boolean; yes?: boolean }) =>
      cli.ask(async ({ client }) => {
        const { id: certificateId, names } = certificateNamed(await client.certificates.list(), wanted)
        const [name = ''] = names
        await confirm('Keys that are destroyed do not come back.', name, yes, cli.surroundings)
        const { left } = await client.certificates.forget({ certificateId, name, alsoFromStore })
        const stays = left.map((path) => `Not the program’s, and left there: ${path}`)
        return { json: { certificateId, name, left }, text: [`Forgotten: ${name}.`, ...stays] }
      }),
    )
}
