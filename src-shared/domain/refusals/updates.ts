/** What keeps the program with a window from being updated, or from raising its rights. */
export const updatesRefusals = {
  UPDATES_UNREACHABLE: {
    sentence: 'It could not be found out whether there is a new version ({reason}).',
    next: 'Look for updates later. If it stays so, ask whether this network lets the program reach them.',
  },
  UPDATES_MALFORMED: {
    sentence: 'What is published as the newest version cannot be read ({reason}), so nothing was updated.',
    next: 'Look for updates later, and tell the support if it stays so.',
  },
  UPDATE_DAMAGED: {
    sentence: 'Version {version} did not arrive as it was published, so it was thrown away.',
    next: 'Look for updates later. If it stays so, ask what in this network changes downloads.',
  },
  UPDATE_NOT_SIGNED: {
    sentence: 'What came as version {version} is not what this program’s maker has signed as that ({reason}), so it was not installed.',
    next: 'Do not install it by hand. Tell the support, with the reason.',
  },
  UPDATE_BY_ADMINISTRATOR: {
    sentence:
      'Version {version} is there. This program is installed for everybody who uses this computer, so it does not install it itself.',
    next: 'Ask an administrator of this computer to run the installer of version {version}; or wait for the tool that your organisation installs programs with.',
  },
  UPDATE_NOT_BEGUN: {
    sentence: 'The installer of version {version} could not be started ({reason}).',
    next: 'Try again after a restart of the computer, or install the new version by hand.',
  },
  RIGHTS_NOT_GIVEN: {
    sentence: 'Windows was not allowed to do this as an administrator.',
    next: 'Choose it again, and say yes when Windows asks; or ask an administrator of this computer.',
  },
  RIGHTS_NOT_TO_BE_HAD: {
    sentence: 'This cannot be done as an administrator from here ({reason}).',
    next: 'Do it in a terminal that was opened with “Run as administrator”: docs/command-line.md has the commands.',
  },
  ELEVATED_COMMAND_FAILED: {
    sentence: 'As an administrator, “{command}” ended with an error (exit code {code}).',
    next: 'Give the command in a terminal that was opened with “Run as administrator”: there it says why.',
  },
} as const
