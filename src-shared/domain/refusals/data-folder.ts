/** What is wrong with the place where everything is kept. */
export const dataFolderRefusals = {
  DATA_FOLDER_IN_USE: {
    sentence: 'The data folder {folder} is in use by process {pid} ({mode}, since {since}). Close that one first.',
    next: 'Close the other one, or name another folder with --data.',
  },
  DATA_FOLDER_UNWRITABLE: {
    sentence: 'The data folder {folder} cannot be written: {reason}.',
    next: 'Give this user the right to write there, or name another folder with --data.',
  },
  DATA_FOLDER_UNREADABLE: {
    sentence: 'The data folder {folder} cannot be looked into: {reason}.',
    next: 'Give the command as the user whose folder it is, or name another folder with --data.',
  },
  DATA_FOLDER_NOT_PRIVATE: {
    sentence: 'The data folder {folder} cannot be kept from others: {reason}.',
    next: 'Name a folder with --data that is this user’s own, on a disk that keeps permissions.',
  },
  DATABASE_NEWER: {
    sentence:
      'The database was written by a newer version of this program ({found}). Install that version or a newer one; nothing was changed.',
    next: 'Install the newer version of this program.',
  },
  DATABASE_CORRUPT: {
    sentence: 'The database was damaged. It was kept as {kept}, and a new one was begun.',
    next: 'Restore the last backup to get back what was in it; the disk deserves a check.',
  },
  DATABASE_DAMAGED: {
    sentence: 'The database {file} is damaged, so nothing was done.',
    next: 'Restore the last backup with “mylzip restore FILE”; or start the program, which keeps the damaged one aside and begins a new one.',
  },
  DATABASE_LOST: {
    sentence: 'The database {file} is gone, although this program has been at work here: keys or certificates still lie beside it.',
    next: 'Restore the last backup with “mylzip restore FILE”; or start the program, which begins a new one and enrols as a new device.',
  },
  NOTHING_SET_UP: {
    sentence: 'Nothing has been set up in the data folder {folder} yet.',
    next: 'Start the program there once, or name its folder with --data.',
  },
  DATABASE_MISSING: {
    sentence:
      'The database {file} is gone, although this program has been at work here. A new one was begun, so this device enrols as a new one. To go back, close the program and restore that file from a backup.',
    next: 'Restore the last backup, or let this device enrol as a new one.',
  },
  DATABASE_NOT_DURABLE: {
    sentence: 'The database would not promise to survive a power cut, so nothing was started.',
    next: 'Move the data folder to a local disk.',
  },
  DISK_FULL: {
    sentence: 'The disk is full, so nothing could be saved.',
    next: 'Free some space on this disk. A program that runs goes on by itself; a command has to be given again, “mylzip renew” for what is on the list already.',
  },
  SECRET_UNREADABLE: {
    sentence:
      'The key file {file} {reason}, so {place} cannot be opened. Restore that file from a backup, and keep the folder {folder} as it is until then.',
    next: 'Restore that file, or the whole data folder with “mylzip restore FILE”, from a backup.',
  },
  KEYS_NEED_DESKTOP: {
    sentence: 'The key file {file} is opened by the program in the notification area alone, so {place} cannot be opened without it.',
    next: 'Start MyL.Zip SSL from the Start menu, and give the command again: the running program then answers it.',
  },
  KEY_STORE_SILENT: {
    sentence: 'Windows does not give this program its key just now ({reason}), so what is sealed with it cannot be opened.',
    next: 'Sign out of Windows and in again, then start the program. Nothing was changed.',
  },
} as const
