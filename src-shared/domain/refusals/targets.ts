/** What keeps a program from being set up to present a certificate, or from presenting it. */
export const targetRefusals = {
  TARGET_NOT_FOUND: {
    sentence: 'There is no deploy target “{targetId}” here.',
    next: 'List the deploy targets and take one of their ids.',
  },
  TARGET_NAME_AMBIGUOUS: {
    sentence: 'Several deploy targets are called “{name}”: {targets}.',
    next: 'Give the id of the one that is meant: {targets}.',
  },
  TARGET_EXISTS: {
    sentence: '{place} is given a certificate already, by the deploy target “{target}”.',
    next: 'Remove “{target}” first: two certificates cannot have one place.',
  },
  TARGET_NOT_HERE: {
    sentence: 'This system has no {program} that could be given a certificate.',
    next: 'Set it up on the machine that has {program}.',
  },
  TARGET_NEEDS_SERVICE: {
    sentence:
      '{program} looks for certificates where only the service of this machine may put them, and this program runs for its user alone.',
    next: 'Install the service, and have {program} set up there.',
  },
  TARGET_SETTINGS_UNFIT: {
    sentence: 'The deploy target cannot be set up like this: {reason}.',
    next: 'Change what the reason names. Nothing was changed anywhere.',
  },
  TARGET_PLACE_UNSAFE: {
    sentence: 'The deploy target cannot use {path}: {reason}.',
    next: 'Put right what the reason names, or use another place than {path}.',
  },
  TARGET_BOUND_OTHER: {
    sentence: '{target} was told to use the certificate {expected}, and its configuration names {found} afterwards.',
    next: 'Look for what else changes the configuration of {target}.',
  },
  TARGET_NOTHING_BEFORE: {
    sentence: '{target} cannot be given back what it had: {reason}.',
    next: 'Set {target} up with its own tools.',
  },
} as const
