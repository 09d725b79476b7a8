/**
 * What an installer is given that takes a running program's place (electron-builder's NSIS template knows these). It asks nothing, and
 * is the person's alone: without a word for whom, a silent one means everybody.
 */
export function installerArguments({ startsAgain }: { startsAgain: boolean }): string[] {
  return ['--updated', '/S', ...(startsAgain ? ['--force-run'] : []), '/currentuser']
}
