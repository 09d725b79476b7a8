import { counted } from '@mylzip/shared/domain/counted.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { confirm } from '../input/confirm.ts'

/** What the uninstaller of one person's program asks before their data folder goes: that folder alone says what in Windows' store is ours. */
export function addEmptyStore(program: Command, cli: Cli): void {
  program
    .command('empty-store', { hidden: true })
    .summary('take this person’s certificates and keys out of Windows')
    .description('Takes the certificates that this person’s program has put into Windows’ store out of it, with their keys.')
    .option('--yes', 'do not ask whether it is meant')
    .addHelpText('after', '\nExamples:\n  mylzip empty-store --yes')
    .action(({ yes = false }: { yes?: boolean }) =>
      cli.answer(async () => {
        if (cli.surroundings.platform !== 'win32') throw new Refusal('WINDOWS_NEEDED')
        await confirm('The keys of this person’s certificates will be gone.', 'keys', yes, cli.surroundings)
        const { takeOutOfWindows } = await import('../../composition/empty-store.ts')
        const removed = await takeOutOfWindows(await cli.folder(), 'CurrentUser')
        return { json: { removed }, text: [`${counted(removed, 'certificate was', 'certificates were')} taken out of Windows’ store.`] }
      }),
    )
}
