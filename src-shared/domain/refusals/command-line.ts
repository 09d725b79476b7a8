/** What `mylzip` refuses before, or beside, what the agent refuses. */
export const commandLineRefusals = {
  COMMAND_LINE_INVALID: {
    sentence: '“{command}” cannot be used like this: {reason}.',
    next: '“{command} --help” shows how it is used.',
  },
  CERTIFICATE_NAME_AMBIGUOUS: {
    sentence: 'More than one certificate here holds the name {name}: {certificates}.',
    next: 'Give one of these ids in place of the name.',
  },
  ADOPTABLE_NOT_FOUND: {
    sentence: 'No certificate {name} of another program was found there.',
    next: 'Look what there is with “mylzip adopt scan”, or name a folder with --folder.',
  },
  ADOPTABLE_AMBIGUOUS: {
    sentence: 'There is more than one certificate {name} to take over: {places}.',
    next: 'Say which with --from and --folder.',
  },
  OUTPUT_EXISTS: {
    sentence: 'The file {file} is there already, and was left as it is.',
    next: 'Name another file, or add --force to replace it.',
  },
  OUTPUT_UNWRITABLE: {
    sentence: 'The file {file} could not be written: {reason}.',
    next: 'Name a file in a folder that this user may write to.',
  },
  OUTPUT_LOST: {
    sentence: 'What there was to say could not be written: {reason}.',
    next: 'Look how it stands with “mylzip status”, or give the command again where its output can be written.',
  },
  PASSPHRASE_UNHEARD: {
    sentence: 'The passphrase of the backup {file} could not be shown ({reason}), so nobody can open that backup and it is removed.',
    next: 'Give the command again where its output can be written. Remove {file} by hand where it is still there.',
  },
  INPUT_FILE_UNREADABLE: {
    sentence: 'The file {file} cannot be read: {reason}.',
    next: 'Check its name, and that this user may read it.',
  },
  PASSWORD_NEEDED: {
    sentence: 'A password is needed, and there is no terminal to type it at.',
    next: 'Give it with --password-file FILE or --password-stdin.',
  },
  PASSPHRASE_NEEDED: {
    sentence: 'A passphrase is needed, and there is no terminal to type it at.',
    next: 'Give it with --passphrase-file FILE or --passphrase-stdin.',
  },
  ENROLMENT_TOKEN_NEEDED: {
    sentence: 'The enrolment token is needed, and there is no terminal to type it at.',
    next: 'Give it with --token-file FILE or --token-stdin.',
  },
  HMAC_KEY_NEEDED: {
    sentence: 'The HMAC key is needed, and there is no terminal to type it at.',
    next: 'Give it with --hmac-key-file FILE or --hmac-key-stdin.',
  },
  DNS_SERVER_KEY_NEEDED: {
    sentence: 'The key of the DNS server {server} is needed, and was not given.',
    next: 'Give it with --key-file FILE, or in MYLZIP_DNS_KEY.',
  },
  SECRET_EMPTY: {
    sentence: 'What was given as the secret is empty and would protect nothing, so nothing was done.',
    next: 'Give at least one character; of a file, or of what is piped in, the first line is taken.',
  },
  SECRET_NOT_TEXT: {
    sentence: 'The secret in {file} cannot be read as text: {reason}. Nothing was done, because it might be taken for another one.',
    next: 'Save {file} as UTF-8, or as UTF-16 with its byte order mark, as Windows PowerShell does.',
  },
  PASSWORDS_DIFFER: {
    sentence: 'The two passwords are not the same, so nothing was done.',
    next: 'Start the command again and type the same password twice.',
  },
  CONFIRMATION_NEEDED: {
    sentence: 'Whether this is meant was not confirmed, so nothing was done.',
    next: 'Type the name when asked, or add --yes.',
  },
  NOT_PROTECTED: {
    sentence: 'Not everything here is protected: {reason}.',
    next: 'Look at it with “mylzip status”, and at what stands in the way with “mylzip doctor”.',
  },
  OBSTACLES_FOUND: {
    sentence:
      'Something stands in the way: {count|of the things looked at is not as it must be|of the things looked at are not as they must be}.',
    next: 'Do what is said beside each of them, the first one first.',
  },
  DNS_KEY_NEEDED: {
    sentence: 'Names are proven in the DNS server {server} with the key {key}, and no running program here holds that key.',
    next: 'Start the program, or give the key in MYLZIP_DNS_KEY.',
  },
  AUDIT_FILE_UNREADABLE: {
    sentence: '{file} is no whole audit log that this program wrote: line {line} is not one of such a file.',
    next: 'Have it written again with “mylzip audit export”, and bring it here unchanged.',
  },
  AUDIT_FILE_NOT_INTACT: {
    sentence: 'The log in {file} is not as the device wrote it.',
    next: 'Compare it with the log on the device itself, by “mylzip audit verify” there.',
  },
  AUDIT_FILE_OTHER_KEY: {
    sentence: '{file} was sealed with another key than the one you named: {key}.',
    next: 'Ask for the key’s fingerprint on the device, with “mylzip audit export”, and by another way than the file came.',
  },
  AUDIT_LOG_NOT_INTACT: {
    sentence: 'The audit log is not what was written: {count|finding|findings}, the first at entry {entry}.',
    next: 'Keep a copy of the data folder as it is, and find out who had access to this device.',
  },
  RUN_INTERRUPTED: {
    sentence: 'Interrupted. What was achieved is kept, and the run goes on where it is.',
    next: 'Start the program, or give the same command again.',
  },
  PROGRAM_ENDED_MEANWHILE: {
    sentence: 'The program ended while this command waited. It had taken the run over, and goes on with it at its next start.',
    next: 'Start the program; “mylzip status” shows how it stands.',
  },
  WAITING_INTERRUPTED: {
    sentence: 'No longer waiting. The running program goes on with it by itself.',
    next: 'Look how it stands with “mylzip status”.',
  },
  COMMAND_INTERRUPTED: {
    sentence: 'Interrupted before it was done.',
    next: 'Give the command again.',
  },
} as const
