import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

export function addNames(program: Command, cli: Cli): void {
  const names = program
    .command('names')
    .summary('this device’s name in several zones')
    .description('Shows this device’s names, and the zones in which it can have one, for networks that block the usual zone.')
    .addHelpText('after', '\nExamples:\n  mylzip names\n  mylzip names add devices.example')
  names
    .command('list', { isDefault: true })
    .summary('the names it has, and the zones')
    .description('Shows the names this device has, and the zones in which it can have one. Asks the cloud.')
    .addHelpText('after', '\nExamples:\n  mylzip names list\n  mylzip names list --json')
    .action(() =>
      cli.ask(async ({ client }) => {
        const known = await client.device.names()
        return { json: known, text: [...known.names, `Zones: ${known.zones.join(', ')}`] }
      }),
    )
  names
    .command('add')
    .summary('have its name in a further zone')
    .description(
      'Gives this device its name in a further zone too, and renews its certificate for all its names. They stand in public logs.',
    )
    .argument('<zone>', 'one of the zones that “mylzip names” shows')
    .addHelpText('after', '\nExamples:\n  mylzip names add devices.example')
    .action((zone: string) =>
      cli.ask(async ({ client }) => {
        const added = await client.device.addName({ zone })
        return { json: added, text: [...added.names, 'The certificate is being renewed for these names.'] }
      }),
    )
}
