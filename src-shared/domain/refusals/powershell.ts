/** What keeps PowerShell, through which Windows is asked and told, from doing its work. */
export const powershellRefusals = {
  POWERSHELL_MISSING: {
    sentence: 'PowerShell could not be started from {program}: {reason}.',
    next: 'Have whoever manages this machine allow this program to start {program}.',
  },
  POWERSHELL_SEVEN_MISSING: {
    sentence: 'This program is to use PowerShell 7, which is not installed below {folder}.',
    next: 'Install PowerShell 7 for all users of this machine, or start the program with “--powershell windows” (a policy of the machine may say otherwise).',
  },
  POWERSHELL_CONSTRAINED: {
    sentence: 'PowerShell is restricted on this machine ({mode}), so Windows’ certificates cannot be managed through it.',
    next: 'Have whoever manages application control (AppLocker, App Control for Business) on this machine exempt this program from it.',
  },
  POWERSHELL_UNSIGNED: {
    sentence: 'This machine’s policy runs only PowerShell scripts of publishers it trusts, and “{script}” is not one of them.',
    next: 'Have whoever set the execution policy (AllSigned or Restricted) trust the publisher of this program on this machine.',
  },
  POWERSHELL_TIMED_OUT: {
    sentence: 'Windows did not finish “{script}” within {seconds} seconds, so it was ended.',
    next: 'Look whether this machine is very busy or a security program holds PowerShell up; then do it once more.',
  },
  POWERSHELL_ENDED: {
    sentence: 'PowerShell ended in the middle of “{script}”.',
    next: 'Do it once more. If it happens again, look whether a security program ends PowerShell.',
  },
  POWERSHELL_DENIED: {
    sentence: 'Windows does not allow “{script}”: {reason}.',
    next: 'Run the program as a service, or with an administrator’s rights.',
  },
  POWERSHELL_FAILED: {
    sentence: 'Windows could not do “{script}”: {reason}.',
    next: 'Look at the program’s log, which holds what Windows said.',
  },
} as const
