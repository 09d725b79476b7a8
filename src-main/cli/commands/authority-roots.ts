import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { authorityArgument } from '../input/authority-url.ts'
import { readInputFile } from '../input/read-input-file.ts'
import { authorityAnswer } from '../output/authority-facts.ts'

const trustExamples = `
Examples:
  mylzip authorities trust https://ca.intranet.example/acme/acme/directory --ca-root root_ca.crt
  mylzip order host.intranet.example --authority https://ca.intranet.example/acme/acme/directory`

/** An authority of one's own, such as a step-ca, which no machine trusts by itself. */
export function addAuthorityRoots(authorities: Command, cli: Cli): void {
  authorities
    .command('trust')
    .summary('trust an authority of your own by its root')
    .description(
      'Trusts an authority by its own root, in place of one given before: for the connection to it, and for the proof that what it issued is served. Nobody else is trusted by it. It is kept in the data folder, and goes with a backup.',
    )
    .addArgument(authorityArgument())
    .requiredOption('--ca-root <file>', 'its root certificate, PEM; several in one file where it has several')
    .addHelpText('after', trustExamples)
    .action(async (directory: string, { caRoot }: { caRoot: string }) => {
      const roots = (await readInputFile(caRoot)).toString('utf8')
      return cli.ask(async ({ client }) => authorityAnswer(await client.authorities.trust({ directory, roots })))
    })

  authorities
    .command('distrust')
    .summary('take that root away again')
    .description('Takes away the root that an authority was trusted by. Certificates that came from there stay, and are not renewed there.')
    .addArgument(authorityArgument())
    .addHelpText('after', '\nExamples:\n  mylzip authorities distrust https://ca.intranet.example/acme/acme/directory')
    .action((directory: string) => cli.ask(async ({ client }) => authorityAnswer(await client.authorities.distrust({ directory }))))
}
