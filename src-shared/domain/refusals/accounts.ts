/** What people are refused on the cloud's pages about their account and their teams. */
export const accountsRefusals = {
  SIGN_IN_FAILED: {
    sentence: 'The email address or the password is not right.',
    next: 'Try again, or choose a new password by mail.',
  },
  TOO_MANY_TRIES: {
    sentence: 'That was tried too often. Try again in {retryAfterSeconds} seconds.',
    next: 'Wait until the time is over.',
  },
  MAIL_REFUSED: {
    sentence: 'The mail server does not take this mail ({reason}).',
    next: 'Check the address it is meant for.',
  },
  LINK_INVALID: {
    sentence: 'This link is not good any more: it was used, has expired, or was not copied whole.',
    next: 'Ask for a new one.',
  },
  PASSWORD_UNUSABLE: {
    sentence: 'This password cannot be used: {reason}.',
    next: 'Choose another one; a sentence of some words is easy to remember and hard to guess.',
  },
  PASSWORD_WRONG: {
    sentence: 'The password is not right.',
    next: 'Try again, or choose a new password by mail.',
  },
  CODE_WRONG: {
    sentence: 'The code is not right, or was used already.',
    next: 'Wait for the next code of your app, or use one of your recovery codes.',
  },
  SECOND_STEP_OVER: {
    sentence: 'That took too long, so signing in begins anew.',
    next: 'Sign in again.',
  },
  TOTP_ON_ALREADY: {
    sentence: 'Signing in with a code is on already.',
    next: 'Turn it off first if you have a new telephone.',
  },
  TOTP_NOT_BEGUN: {
    sentence: 'Signing in with a code was not being set up.',
    next: 'Begin again on your account’s page.',
  },
  INVITATION_FOR_ANOTHER: {
    sentence: 'This invitation is for {email}, and you are signed in with another address.',
    next: 'Sign out, then open the link in the mail again.',
  },
  INVITATION_NOT_FOUND: {
    sentence: 'There is no such invitation, or it was accepted or withdrawn already.',
    next: 'Look at the team’s list of invitations.',
  },
  MEMBER_ALREADY: {
    sentence: '{email} belongs to the team already.',
    next: 'Change the role in the list of members instead.',
  },
  MEMBER_NOT_FOUND: {
    sentence: 'There is no such person in the team.',
    next: 'Load the list of members again.',
  },
  OWNER_NEEDED: {
    sentence: 'Only an owner of the team can make, change or remove owners.',
    next: 'Ask an owner of the team.',
  },
  LAST_OWNER: {
    sentence: 'The team {team} would be left without an owner.',
    next: 'Make another member an owner first.',
  },
} as const
