/** A mail's words; `to` is added by whoever posts it. */
export interface MailText {
  subject: string
  text: string
}

const signature = '\n\n-- \nMyL.Zip SSL\n'

export function signUpMail(link: string): MailText {
  return {
    subject: 'Finish signing up to MyL.Zip SSL',
    text: `Somebody, you we hope, wants an account with this address. Open this link to choose a password:

${link}

It is good for one day, and once. If it was not you, do nothing: without the link there is no account.${signature}`,
  }
}

export function haveAccountMail(publicUrl: string): MailText {
  return {
    subject: 'You have a MyL.Zip SSL account already',
    text: `Somebody, you we hope, wanted to sign up with this address, which has an account already. Sign in here:

${publicUrl}/sign-in

If you have forgotten the password, choose a new one there. If it was not you, do nothing.${signature}`,
  }
}

export function resetMail(link: string): MailText {
  return {
    subject: 'Choose a new password for MyL.Zip SSL',
    text: `Somebody, you we hope, asked to choose a new password for the account with this address. Open this link to do so:

${link}

It is good for one hour, and once. If it was not you, do nothing: the password stays as it is.${signature}`,
  }
}

export function noAccountMail(publicUrl: string): MailText {
  return {
    subject: 'There is no MyL.Zip SSL account with this address',
    text: `Somebody, you we hope, asked to choose a new password, but there is no account with this address. Perhaps you used
another one. To sign up with this one:

${publicUrl}/sign-up

If it was not you, do nothing.${signature}`,
  }
}

/** Told afterwards, so that nobody loses an account without noticing. */
export function changedMail(what: string, publicUrl: string): MailText {
  return {
    subject: `MyL.Zip SSL: ${what}`,
    text: `This happened to your account: ${what}.

If it was you, all is well. If not, choose a new password at once, which ends all sessions:

${publicUrl}/reset${signature}`,
  }
}

export function deletedMail(): MailText {
  return {
    subject: 'Your MyL.Zip SSL account is deleted',
    text: `Your account and what we knew about you are deleted, as was asked for on your account's page.${signature}`,
  }
}
