/** What whoever runs the cloud is refused. */
export const operatingRefusals = {
  DATABASE_NOT_MIGRATED: {
    sentence: 'The database is not ready for this version: {pending} is missing. Nothing was changed.',
    next: 'Run “operator.js migrate” with the same DATABASE_URL, or set MIGRATE_AT_START=1.',
  },
  PRACTICE_CERTIFICATE: {
    sentence: '{setting} names a certificate of the practice authority, whose keys are guarded like a toy’s.',
    next: 'Take {setting} away, or name certificates of a real authority there.',
  },
  OPERATOR_COMMAND_UNKNOWN: {
    sentence: 'There is no such command. The commands are: {commands}.',
    next: 'Choose one of these: {commands}.',
  },
  TEAM_UNKNOWN: {
    sentence: 'There is no team {team}.',
    next: 'Check how the team is called in the addresses of its pages.',
  },
  PROGRAM_MISSING: {
    sentence: 'The program {program} is not installed, or not in PATH.',
    next: 'Install PostgreSQL’s client programs of the server’s version or a newer one, so that {program} is found.',
  },
  PROGRAM_FAILED: {
    sentence: '{program} failed: {reason}.',
    next: 'Read what {program} said; nothing was left half-done.',
  },
  CLOUD_BACKUP_EXISTS: {
    sentence: 'The file {file} is there already and was left as it is.',
    next: 'Name another file than {file}.',
  },
  RESTORE_NEEDS_EMPTY_DATABASE: {
    sentence: 'The database to restore into is not empty. Nothing was changed.',
    next: 'Make a new, empty database (or name a new folder), and restore into that.',
  },
  RESTORE_UNFINISHED: {
    sentence:
      'A backup lies in this database, but its restore was not finished ({reason}): old sessions, mails, links and invitations would be good again. “operator.js settle” finishes it.',
    next: 'Run “operator.js settle” with the same DATABASE_URL.',
  },
  CLOUD_BACKUP_UNREADABLE: {
    sentence: 'The file {file} cannot be read as a backup: {reason}.',
    next: 'Check that {file} is a whole backup that was made by this program.',
  },
} as const
