import { createHash } from 'node:crypto'
import { day, hour, minute, second } from '@mylzip/shared/domain/time.ts'
import { addressKey } from '../../plugins/rate-limit-key.policy.ts'
import { emailKey } from '../people/email-key.policy.ts'

/** So many tries at once, and then one every `interval` ms. */
export interface Allowance {
  /** In the database; it tells of nobody. */
  key: string
  burst: number
  interval: number
}

/**
 * Guesses at one account from one place, at one account from everywhere (a botnet), and from one place at all accounts.
 * The second is wide enough that somebody who guesses from elsewhere does not keep the owner out. Counted by what was typed
 * in, never by whether such an account exists.
 */
export function signInTries(email: string, address: string): Allowance[] {
  const [account, from] = [hashed(emailKey(email)), addressKey(address)]
  return [
    { key: `sign-in ${account} ${from}`, burst: 10, interval: minute },
    { key: `sign-in ${account}`, burst: 100, interval: 15 * second },
    // An office of two hundred people is one address.
    { key: `sign-in ${from}`, burst: 200, interval: 2 * second },
  ]
}

/**
 * From a browser where the account was signed in to before: guesses that come from elsewhere do not count there, else whoever
 * guesses without end would keep the person out.
 */
export function knownBrowserTries(browserId: string): Allowance[] {
  return [{ key: `sign-in known ${hashed(browserId)}`, burst: 10, interval: minute }]
}

/** A mail to an address that anybody may type in: nobody's mailbox is filled from here. */
export function mailTries(email: string, address: string): Allowance[] {
  return [
    { key: `mail ${hashed(emailKey(email))}`, burst: 5, interval: 15 * minute },
    { key: `mail ${addressKey(address)}`, burst: 60, interval: 20 * second },
  ]
}

/** Six digits, of which three are good at a time: a day of guessing has one chance in a thousand. */
export function codeTries(personId: string): Allowance[] {
  return [{ key: `code ${hashed(personId)}`, burst: 10, interval: 5 * minute }]
}

/** The password of somebody who is signed in, asked again before something that cannot be undone. */
export function passwordTries(personId: string): Allowance[] {
  return [{ key: `password ${hashed(personId)}`, burst: 10, interval: minute }]
}

/** A team's label is never given again, so nobody may take them by the hundred. */
export function newTeamTries(personId: string): Allowance[] {
  return [{ key: `team ${hashed(personId)}`, burst: 5, interval: day }]
}

/** Authorities let one address, which is the cloud's, open a few accounts: no team takes those of the others. */
export function newAccountTries(teamId: string, directory: string): Allowance[] {
  return [{ key: `acme-account ${teamId} ${hashed(directory)}`, burst: 3, interval: day }]
}

export function invitationTries(teamId: string): Allowance[] {
  return [{ key: `invitation ${teamId}`, burst: 100, interval: minute }]
}

/** A device that says at each turn that it moved fills nobody's log: a team's log tells of it once an hour. */
export function tellOfMoveTries(deviceId: string): Allowance {
  return { key: `moved ${deviceId}`, burst: 1, interval: hour }
}

/**
 * Access tokens, of which a device needs four an hour and one at each start. Enough for a program that crashes at every turn,
 * and for a room of machines that were made from one disk image, so that they are still told apart.
 */
export function exchangeTries(deviceId: string): Allowance {
  return { key: `exchange ${deviceId}`, burst: 120, interval: 10 * second }
}

/** A device's key is changed once a year, or by a person. */
export function keyChangeTries(deviceId: string): Allowance {
  return { key: `device-key ${deviceId}`, burst: 5, interval: 6 * hour }
}

/** Devices that ask to be let in: a morning of an office behind one address, and no more. */
export function deviceCodeTries(address: string): Allowance[] {
  return [{ key: `device-code ${addressKey(address)}`, burst: 300, interval: 2 * second }]
}

/** Codes that devices show are short, and a stranger's device let in by a guess would be a member's mistake. */
export function userCodeTries(personId: string, address: string): Allowance[] {
  return [
    { key: `user-code ${hashed(personId)}`, burst: 20, interval: minute },
    { key: `user-code ${addressKey(address)}`, burst: 200, interval: 5 * second },
  ]
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
