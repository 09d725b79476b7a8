/** Electron's own options that stand before the program and take a word with them. */
const withValue: readonly (string | undefined)[] = ['-r', '--require']

/**
 * What the program itself was told. Packed, that is everything behind its own name. Run by Electron from its sources, Electron's own
 * options come first, as Electron reads them: up to the first word that is neither one nor belongs to one, which is the program.
 */
export function ownArguments(argv: readonly string[], isRunFromSources: boolean): string[] {
  if (!isRunFromSources) return argv.slice(1)
  let at = 1
  while (argv[at]?.startsWith('-')) at += withValue.includes(argv[at]) ? 2 : 1
  return argv.slice(at + 1)
}
