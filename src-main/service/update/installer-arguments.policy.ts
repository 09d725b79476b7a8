interface Update {
  /** Without a word for whom, a silent one means everybody and asks for rights. */
  whose: 'person' | 'everybody'
  /** Whether the program with a window is to be there again afterwards. */
  startsAgain: boolean
}

/** What an installer is given that takes a running program's place (electron-builder's NSIS template knows these). It asks nothing. */
export function installerArguments({ startsAgain, whose }: Update): string[] {
  return ['--updated', '/S', ...(startsAgain ? ['--force-run'] : []), whose === 'person' ? '/currentuser' : '/allusers']
}
