import type { TargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { type Command, Option } from 'commander'
import { addPasswordOptions } from '../input/secret-options.ts'
import { another, fileOwner, hostAndPort, portNumber, targetFile } from '../input/target-words.ts'
import { wholeNumber } from '../input/whole-number.ts'

/** How one kind of target is written on a command line. */
interface OfferedKind {
  kind: TargetKind
  summary: string
  examples: string[]
  options(command: Command): Command
  settings(options: Record<string, unknown>): object
}

/** As `add` takes each kind; what is not named here is taken as the options have it. */
export const offeredKinds: readonly OfferedKind[] = [
  {
    kind: 'files',
    summary: 'files in a folder, as programs read them',
    examples: [
      'mylzip targets add files mail.example --folder /etc/mail/tls --file fullchain:mail.pem --file key:mail.key:0640 --owner 0:113',
      'mylzip targets add files mail.example --folder /srv/tls --file pfx:mail.pfx --password-file password.txt',
    ],
    options: (command) =>
      addPasswordOptions(
        command
          .requiredOption('--folder <folder>', 'the folder, which must be there')
          .addOption(
            new Option(
              '--file <content:name>',
              'fullchain, certificate, chain, key, combined or pfx, the name, and maybe the mode: key:mail.key:0640; again for each file',
            )
              .argParser(targetFile)
              .makeOptionMandatory(),
          )
          .addOption(new Option('--owner <user:group>', 'whom the files belong to, by number').argParser(fileOwner))
          .addOption(new Option('--reader <sid>', 'who may read keys, on Windows: S-1-5-20; again for each').argParser(another)),
      ),
    settings: ({ file, folder, owner, reader }) => ({ folder, files: file, owner, readers: reader }),
  },
  {
    kind: 'script',
    summary: 'a program of yours that is run with each certificate',
    examples: [
      'mylzip targets add script intranet.example --program /usr/local/sbin/give-nginx --seen-at 127.0.0.1:443',
      'mylzip targets add script intranet.example --program /usr/local/sbin/give --argument --quiet --check',
    ],
    options: (command) =>
      command
        .requiredOption('--program <file>', 'the program, by its absolute path; nobody else may be able to change it')
        .addOption(new Option('--argument <word>', 'an argument for it; again for each').argParser(another))
        .addOption(new Option('--timeout <seconds>', 'how long it may take (default: 60)').argParser(wholeNumber))
        .option('--check', 'ask it which certificate is in use, with MYLZIP_ACTION=check')
        .addOption(new Option('--seen-at <host:port>', 'where a client sees the certificate').argParser(hostAndPort)),
    settings: ({ argument, check, program, seenAt, timeout }) => ({ program, arguments: argument, check, seenAt, timeoutSeconds: timeout }),
  },
  {
    kind: 'rdp',
    summary: 'Remote Desktop of this machine (Windows)',
    examples: ['mylzip targets add rdp frontdesk.example'],
    options: (command) => command,
    settings: () => ({}),
  },
  {
    kind: 'iis',
    summary: 'a site of Internet Information Services (Windows)',
    examples: ['mylzip targets add iis intranet.example --site "Default Web Site" --host-name intranet.example --hsts-max-age 31536000'],
    options: (command) =>
      withPort(command.requiredOption('--site <name>', 'the site, as IIS calls it'))
        .option('--host-name <name>', 'of a binding that is known by its name (SNI)')
        .addOption(new Option('--hsts-max-age <seconds>', 'have browsers ask for https alone for so long').argParser(wholeNumber))
        .option('--central-store <folder>', 'the folder of the central certificate store'),
    settings: (options) => options,
  },
  {
    kind: 'winrm',
    summary: 'Windows Remote Management by HTTPS (Windows)',
    examples: ['mylzip targets add winrm frontdesk.example --port 5986'],
    options: withPort,
    settings: (options) => options,
  },
  {
    kind: 'http-sys',
    summary: 'a program of Windows’ own HTTP server (Windows)',
    examples: ['mylzip targets add http-sys frontdesk.example --address 0.0.0.0 --port 8443'],
    options: (command) =>
      withPort(command)
        .option('--host-name <name>', 'of a binding that is known by its name (SNI)')
        .option('--address <address>', 'or by its address'),
    settings: (options) => options,
  },
  {
    kind: 'sql-server',
    summary: 'an instance of SQL Server (Windows)',
    examples: ['mylzip targets add sql-server frontdesk.example --instance MSSQLSERVER --restart'],
    options: (command) =>
      withPort(command)
        .option('--instance <name>', 'the instance')
        .option('--restart', 'needed: agree that each new certificate restarts it, because it reads it when it starts'),
    settings: (options) => options,
  },
]

function withPort(command: Command): Command {
  return command.addOption(new Option('--port <port>', 'where it listens').argParser(portNumber))
}
