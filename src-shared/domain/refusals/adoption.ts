/** What keeps a certificate of another program from being taken over, and what a person is told where it was. */
export const adoptionRefusals = {
  ADOPTION_FOLDER_UNREADABLE: {
    sentence: 'The folder {folder} cannot be read: {reason}.',
    next: 'Run this as a user who may read {folder}, or copy the folder to where it can be read.',
  },
  ADOPTION_FOLDER_MISSING: {
    sentence: 'There is no folder {folder}.',
    next: 'Check the spelling of {folder}, and whether its disk is there.',
  },
  ADOPTION_NO_FOLDER: {
    sentence: '{folder} is not a folder.',
    next: 'Name the folder in which the other program keeps its settings; a single certificate is taken in with “mylzip import”.',
  },
  ADOPTION_FOLDER_UNKNOWN: {
    sentence: 'In {folder} lies nothing that win-acme, simple-acme, Posh-ACME, Certify The Web, certbot or lego writes.',
    next: 'Name the folder in which that program keeps its settings.',
  },
  ADOPTION_FOLDER_TOO_FULL: {
    sentence: 'In {folder} lies more than {limit} entries; what comes after them was not looked at.',
    next: 'Move what is not needed out of {folder}, or name a folder further down.',
  },
  ADOPTION_FILE_UNREADABLE: {
    sentence: 'The file {file} cannot be read: {reason}.',
    next: 'Run this as a user who may read {file}.',
  },
  ADOPTION_FILE_MISSING: {
    sentence: 'The file {file} is not there, although the other program needs it.',
    next: 'Look whether {file} was moved or removed, and renew with its own program when it is gone.',
  },
  ADOPTION_FILE_TOO_LARGE: {
    sentence: 'The file {file} has more than {limit} bytes, which is more than such a file ever has.',
    next: 'See what {file} really is; it was not read.',
  },
  ADOPTION_FILE_STRANGE: {
    sentence: 'The file {file} is not what it should be: {reason}.',
    next: 'Look whether {file} is damaged, and renew with its own program when it is.',
  },
  ADOPTION_TEMPORARY_FOLDER: {
    sentence: 'The temporary folder {folder} cannot be used ({reason}), so the copy of {file} that is read was not made.',
    next: 'Make {folder} a folder that this user may write to and that has room for a copy of {file}.',
  },
  ADOPTION_FILE_OUTSIDE: {
    sentence: '{file} leads out of the folder of its program, and was not followed.',
    next: 'Name the folder it leads to as well, as in “mylzip adopt scan FOLDER OTHER-FOLDER”, or bring {file} in with “mylzip import”.',
  },
  ADOPTION_KEY_MISSING: {
    sentence: 'The private key of the certificate is not kept in this folder: {reason}.',
    next: 'Import the certificate together with its key, or order a new one.',
  },
  ADOPTION_KEY_FOREIGN: {
    sentence: 'The private key in {file} does not belong to the certificate beside it.',
    next: 'Look for the key that does; with a wrong key the certificate is of no use.',
  },
  ADOPTION_KEY_SEALED: {
    sentence: 'The password of {file} is sealed for {owner} and cannot be opened here.',
    next: 'Give the password by hand; the program that sealed it can show it.',
  },
  ADOPTION_PASSWORD_WRONG: {
    sentence: 'The file {file} does not open with the password that is known for it.',
    next: 'Give the password of {file} by hand.',
  },
  ADOPTION_ACCOUNT_SEALED: {
    sentence: 'The account’s key in {file} is sealed for {owner} and cannot be opened here.',
    next: 'Nothing need be done: the renewal is made with an account of this device.',
  },
  ADOPTION_CERTIFICATE_NOT_FOUND: {
    sentence: 'In {folder} there is no certificate “{id}” of {source} any more.',
    next: 'Look again at what there is to take over.',
  },
  ADOPTION_CERTIFICATE_ENDED: {
    sentence: 'The certificate for {name} ended at {notAfter}; there is nothing left to take over.',
    next: 'Order a new certificate for {name}.',
  },
  ADOPTION_PROOF_UNKNOWN: {
    sentence: 'How {name} is proven to be yours is not known: {way}.',
    next: 'Choose a way of proving {name} before the certificate is renewed: “mylzip configure {name} --proof METHOD”.',
  },
  ADOPTION_AUTHORITY_UNKNOWN: {
    sentence: 'Which authority issued the certificate for {name} is not recorded; it will be renewed at {directory}.',
    next: '“mylzip configure {name} --authority URL” has it renewed elsewhere than at {directory}.',
  },
  ADOPTION_ACCOUNT_LEFT: {
    sentence: 'The account of {source} stays with it, and {directory} is asked with one of this device: {reason}.',
    next: 'Nothing need be done: the renewal is made with an account of this device.',
  },
  ADOPTION_OTHER_PROGRAM_RENEWS: {
    sentence: '{source} does not know that {name} was taken over and goes on renewing it.',
    next: 'Switch the renewal of {name} off in {source}, as docs/adoption.md describes.',
  },
} as const
