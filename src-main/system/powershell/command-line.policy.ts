/**
 * Arguments as the one text that Windows gives a program, so that CommandLineToArgvW and the C runtime take it apart to the same
 * ones again: quotes around each, a backslash before each quote, and backslashes doubled where a quote follows.
 */
export function commandLine(args: readonly string[]): string {
  return args.map(quoted).join(' ')
}

function quoted(argument: string): string {
  if (/^[\w/=:.,-]+$/.test(argument)) return argument
  return `"${argument.replace(/(\\*)("|$)/g, (_, slashes: string, quote: string) => slashes + slashes + (quote && `\\${quote}`))}"`
}
