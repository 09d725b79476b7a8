/** What keeps the program from starting. */
export const startingRefusals = {
  OPTION_INVALID: {
    sentence: 'The option {option} cannot be used like this: {reason}.',
    next: 'Correct the option, or leave it out; --help lists what can be asked for.',
  },
  MACHINE_POLICY_UNREADABLE: {
    sentence:
      'Windows does not say what this computer’s administrators have set for this program (error {code}: {reason}), so nothing was begun against it.',
    next: 'Wait a minute, and look whether it is still so; then look whether a security program holds up Windows’ reg.exe.',
  },
  ARGUMENT_UNEXPECTED: {
    sentence: '“{argument}” is not an option. "npm start -- --help" lists what can be asked for.',
    next: 'Leave it out, or look up the right one with "npm start -- --help".',
  },
  NODE_TOO_OLD: {
    sentence: 'This needs Node.js 24 or newer, and found {found}; {way}.',
    next: 'Call it that way where there is one, or install Node.js 24 and give the command with it.',
  },
  INSTALL_FAILED: {
    sentence: 'The program’s parts could not be installed: {reason}.',
    next: 'Check the connection to your package registry and the free disk space, then start again.',
  },
  BUILD_FAILED: {
    sentence: 'The program could not be built: {reason}.',
    next: 'Take the sources as they were published, and start again; a changed file is named above.',
  },
  PRACTICE_STACK_FAILED: {
    sentence: 'The practice cloud did not come up: {reason}.',
    next: 'Start again. If it happens twice, move the data folder away and begin anew.',
  },
  AGENT_ENDED: {
    sentence: 'The program was ended from outside, or crashed ({signal}). Start it again: it goes on where it was.',
    next: 'Start it again. If it happens twice, the log in the data folder says what went before.',
  },
  PORT_TAKEN: {
    sentence: 'Port {port} is used by another program. Choose another one, or end that program.',
    next: 'Name a free port with --port, or end the program that listens there.',
  },
  CA_ROOT_UNREADABLE: {
    sentence: 'The file {file} holds no certificate that can be read. It must be a PEM file.',
    next: 'Give a PEM file that begins with “-----BEGIN CERTIFICATE-----”.',
  },
  DIRECTORY_CANNOT_SEE_LOCAL_NAMES: {
    sentence:
      'The certificate authority at {directory} is on the internet and cannot see names that exist on this machine only. Name a cloud with --cloud, or a DNS server with --dns.',
    next: 'Name a cloud with --cloud, or your own DNS server with --dns.',
  },
  PRACTICE_IN_PRODUCTION: {
    sentence:
      '{variable} says production, and there the practice certificate authority never runs. Start without that variable, or name a cloud with --cloud.',
    next: 'Name a cloud with --cloud and an authority with --directory.',
  },
} as const
