/** What keeps the Windows service from being there, or from running. */
export const serviceRefusals = {
  WINDOWS_NEEDED: {
    sentence: 'A Windows service is there on Windows only.',
    next: 'Start the program in another way here: docs/command-line.md says how.',
  },
  SERVICE_NEEDS_ADMINISTRATOR: {
    sentence: 'Only an administrator of this computer may do this.',
    next: 'Open a terminal with “Run as administrator”, and give the command again there.',
  },
  SERVICE_NOT_PACKAGED: {
    sentence: 'This program was not put here by its installer: there is no {file}.',
    next: 'Install MyL.Zip SSL with its installer, and give the command with the mylzip that lies there.',
  },
  SERVICE_PROGRAM_OPEN: {
    sentence: 'The program lies in {folder}, where not only administrators may replace it; as a service Windows would give it all rights.',
    next: 'Install MyL.Zip SSL for everybody who uses this computer, in the folder its installer offers below Program Files.',
  },
  SERVICE_NOT_SAID: {
    sentence:
      'Windows does not say whether this computer has the MyL.Zip SSL service (error {code}: {reason}), so nothing was begun beside it.',
    next: 'Start the program once more in a minute. A service that is there goes on meanwhile.',
  },
  SERVICE_NOT_INSTALLED: {
    sentence: 'The service is not installed on this computer.',
    next: 'Install it with “mylzip service install”.',
  },
  SERVICE_GOES_AWAY: {
    sentence: 'Windows is still removing the service.',
    next: 'Close the window of Windows’ services and other tools that show it, then try again; a restart of the computer ends it for certain.',
  },
  SERVICE_DISABLED: {
    sentence: 'The service is disabled on this computer, so Windows does not start it.',
    next: 'Ask who disabled it, or install it again with “mylzip service install”.',
  },
  SERVICE_DOES_NOT_START: {
    sentence: 'The service did not begin in time.',
    next: 'Look into its log, in the folder log\\service of its data folder, and start it again.',
  },
  SERVICE_DOES_NOT_STOP: {
    sentence: 'The service did not end within {seconds} seconds.',
    next: 'Wait a moment and look with “mylzip service status”; then give the command again.',
  },
  SERVICE_CALL_FAILED: {
    sentence: 'Windows could not {action} the service (error {code}): {said}.',
    next: 'Look the error up in Windows’ documentation, put its cause right, and give the command again.',
  },
  SERVICE_FOLDER_REPLACED: {
    sentence: 'The folder {folder} is not the one that the service was installed with, so it does not start on it.',
    next: 'Find out who put it there. “mylzip service install”, given by an administrator, puts it aside and makes a new one.',
  },
  SERVICE_FOLDER_IN_THE_WAY: {
    sentence: 'The service’s data folder could not be put in its place, {folder} ({reason}).',
    next: 'Close what has that folder open, or remove it as an administrator, and give the command again. It has to lie on the drive of Program Files.',
  },
} as const
