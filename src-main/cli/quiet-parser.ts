import type { Command } from 'commander'

export interface ParserWords {
  /** What it said for whoever asked: help, the version. */
  asked: string
}

/**
 * Has the parser, and each command of it, throw instead of ending the process, and keep its words to itself. What it
 * inherits it inherits when a command is made, so this comes first for the program and then for each command.
 */
export function quietParser(program: Command): ParserWords {
  const words: ParserWords = { asked: '' }
  const quiet = (command: Command) => {
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        words.asked += text
      },
      // Said again in our own words, with a code.
      writeErr: () => undefined,
    })
    command.commands.forEach(quiet)
  }
  quiet(program)
  return words
}
