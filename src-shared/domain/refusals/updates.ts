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
      'Version {version} is there. This program is installed for everybody who uses this computer, and cannot ask Windows for an administrator’s rights from here.',
    next: 'Ask an administrator of this computer to run the installer of version {version}; or wait for the tool that your organisation installs programs with.',
  },
  UPDATE_PROGRAM_UNSIGNED: {
    sentence:
      'Windows does not believe the signature of the installed program ({status}), so there is nothing to know its maker’s installers by.',
    next: 'Install the new version by hand, with an installer that certainly comes from its maker.',
  },
  UPDATE_UNSIGNED: {
    sentence: 'Windows does not believe the signature of {file} ({status}), so it was not run.',
    next: 'Do not run it by hand. Fetch it again from where new versions are published.',
  },
  UPDATE_OTHER_PUBLISHER: {
    sentence: '{file} is signed by {publisher}, and the installed program by {wanted}, so it was not run.',
    next: 'Do not run it by hand. Tell the support, with both names.',
  },
  UPDATE_OTHER_PRODUCT: {
    sentence: '{file} is no installer of this program: it calls itself {product}.',
    next: 'Name the installer of the new version, as it was published.',
  },
  UPDATE_OTHER_VERSION: {
    sentence: '{file} is version {version}, and version {wanted} was offered, so it was not run.',
    next: 'Look for updates again. Tell the support if it stays so.',
  },
  UPDATE_NOT_NEWER: {
    sentence: '{file} is version {version}, which is not newer than the installed version {installed}.',
    next: 'If going back is meant, make a backup first, and give the command with --allow-downgrade.',
  },
  UPDATE_CHANGED: {
    sentence: '{file} is not what was published: something has changed it.',
    next: 'Fetch it again. If it stays so, ask what on this computer or in this network changes downloads.',
  },
  UPDATE_FOLDER_OPEN: {
    sentence: 'The folder {folder} could not be closed to others ({reason}), so nothing was run from it.',
    next: 'Set the rights of Program Files back to those that Windows gives it, and try again.',
  },
  UPDATE_UNDER_WAY: {
    sentence: 'An earlier update is still under way: something runs in {folder}.',
    next: 'Wait until it has ended: “mylzip service status” says how it ended. A restart of the computer ends it for certain.',
  },
  UPDATE_DURING_RUN: {
    sentence: 'The service is in the middle of a renewal, so nothing was begun.',
    next: 'Try again in a few minutes. An administrator may update all the same, with “mylzip service update --now”: the renewal goes on afterwards where it was.',
  },
  UPDATE_FAILED: {
    sentence: 'The last update did not succeed: the installer of version {version} ended with the code {code}.',
    next: 'Choose it again. If it does not succeed then either, install version {version} by hand after a restart of the computer.',
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
