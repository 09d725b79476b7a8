import { type ExitCode, exitCodes } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { CommanderError } from 'commander'
import { createCli, type GlobalOptions } from './cli.ts'
import { asTyped } from './input/as-typed.policy.ts'
import { failedAnswer } from './output/answer.ts'
import { parserRefusal, typedCommand } from './parser-refusal.ts'
import { createProgram } from './program.ts'
import { quietParser } from './quiet-parser.ts'
import type { Surroundings } from './surroundings.ts'

/** One command line, from what was typed to the exit code. Answers whatever happens; nothing is thrown. */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const json = args.includes('--json')
  const cli = createCli({
    surroundings,
    json,
    command: () => typedCommand(program, args),
    globals: () => program.opts<GlobalOptions>(),
  })
  const program = createProgram(cli)
  const words = quietParser(program)
  if (args[0] === 'complete') {
    const { completeWords } = await import('./completion/complete-words.ts')
    for (const line of await completeWords(program, args.slice(1), surroundings)) surroundings.stdout.write(`${line}\n`)
    return exitCodes.done
  }
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    const refusal = error instanceof CommanderError ? parserRefusal(error, program, args) : asTyped(error)
    if (refusal === undefined) await cli.reply(askedAnswer(words.asked))
    else await cli.reply(failedAnswer(refusal))
  }
  return cli.exitCode() ?? exitCodes.done
}

/** Help and version, which the parser wrote for people. */
function askedAnswer(text: string) {
  const trimmed = text.trimEnd()
  return { json: { text: trimmed }, text: [trimmed] }
}
