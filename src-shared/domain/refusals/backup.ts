/** What goes wrong with backups, and with bringing one back. */
export const backupRefusals = {
  BACKUP_PASSPHRASE_WEAK: {
    sentence: 'This passphrase does not protect a backup: {reason}.',
    next: 'Choose at least 12 characters, or have one made: leave it out, or at the command line say --make-passphrase.',
  },
  BACKUP_FILE_EXISTS: {
    sentence: 'There is a file {file} already, and a backup never replaces one. Nothing was written.',
    next: 'Name another file, or move that one away.',
  },
  BACKUP_UNWRITABLE: {
    sentence: 'The backup {file} cannot be written: {reason}.',
    next: 'Name a file in a folder that this program may write to.',
  },
  BACKUP_UNREADABLE: {
    sentence: 'The backup {file} cannot be read: {reason}.',
    next: 'Name a backup file that this program may read.',
  },
  BACKUP_FOREIGN: {
    sentence: 'The file {file} is not a backup of this program.',
    next: 'Name a file that was written by a backup of this program.',
  },
  BACKUP_NEWER: {
    sentence: 'The backup {file} was written by a newer version of this program ({found}). Nothing was changed.',
    next: 'Install that version or a newer one, then restore.',
  },
  BACKUP_PASSPHRASE_WRONG: {
    sentence: 'This is not the passphrase of the backup {file}.',
    next: 'Try again with the passphrase that the backup was made with; without it nobody can open the backup.',
  },
  BACKUP_DAMAGED: {
    sentence: 'The backup {file} is damaged: {reason}. Nothing was changed.',
    next: 'Use another copy of this backup, or an earlier one.',
  },
} as const
