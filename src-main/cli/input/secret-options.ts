import { type Command, Option } from 'commander'
import type { SecretSource } from './read-secret.ts'

/** How a password gets in: never as an argument, which every user of the machine could list. */
export function addPasswordOptions(command: Command): Command {
  return command
    .addOption(new Option('--password-file <file>', 'the password: the first line of this file').conflicts('passwordStdin'))
    .option('--password-stdin', 'the password: the first line of what is piped in')
}

export interface PasswordOptions {
  passwordFile?: string
  passwordStdin?: boolean
}

export function passwordSource({ passwordFile, passwordStdin }: PasswordOptions): SecretSource {
  return { kind: 'password', ...(passwordFile !== undefined && { file: passwordFile }), stdin: passwordStdin ?? false }
}

/** The same for what opens and closes a backup. */
export function addPassphraseOptions(command: Command): Command {
  return command
    .addOption(new Option('--passphrase-file <file>', 'the passphrase: the first line of this file').conflicts('passphraseStdin'))
    .option('--passphrase-stdin', 'the passphrase: the first line of what is piped in')
}

export interface PassphraseOptions {
  passphraseFile?: string
  passphraseStdin?: boolean
}

export function passphraseSource({ passphraseFile, passphraseStdin }: PassphraseOptions): SecretSource {
  return { kind: 'passphrase', ...(passphraseFile !== undefined && { file: passphraseFile }), stdin: passphraseStdin ?? false }
}
