import { Argument, type Command } from 'commander'
import type { Cli } from '../cli.ts'
import { completionScripts, type Shell, shells } from '../completion/scripts.policy.ts'

const examples = `
Examples:
  source <(mylzip completion bash)
  source <(mylzip completion zsh)
  mylzip completion fish | source
  mylzip completion powershell | Out-String | Invoke-Expression`

export function addCompletion(program: Command, cli: Cli): void {
  program
    .command('completion')
    .summary('have a shell complete commands and names')
    .description('Prints what a shell loads to complete commands, options and the names of certificates.')
    .addArgument(new Argument('<shell>', 'whose completion it is').choices(shells))
    .addHelpText('after', examples)
    .action((shell: Shell) =>
      cli.answer(async () => ({ json: { shell, script: completionScripts[shell] }, text: [completionScripts[shell]] })),
    )
}
