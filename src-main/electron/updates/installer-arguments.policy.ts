interface Installation {
  isPerMachine: boolean
  /** Whether the program starts again afterwards. */
  startsAgain: boolean
}

/** What an installer is given that takes a running program's place (electron-builder's NSIS template knows these). It asks nothing. */
export function installerArguments({ isPerMachine, startsAgain }: Installation): string[] {
  // Without a word for whom, a silent installer means everybody.
  return ['--updated', '/S', ...(startsAgain ? ['--force-run'] : []), isPerMachine ? '/allusers' : '/currentuser']
}
