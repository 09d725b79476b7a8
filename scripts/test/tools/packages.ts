import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** A program that tests use, and the Debian package it comes from. */
export interface Tool {
  readonly package: string
  /** Looked for in PATH unless it is absolute: servers lie where only root's PATH leads. */
  readonly program: string
}

export const tools: readonly Tool[] = [
  { package: 'chromium', program: 'chromium' },
  { package: 'lego', program: 'lego' },
  { package: 'certbot', program: 'certbot' },
  { package: 'uacme', program: 'uacme' },
  { package: 'openssl', program: 'openssl' },
  { package: 'default-jre-headless', program: 'keytool' },
  { package: 'strace', program: 'strace' },
  { package: 'nsis', program: 'makensis' },
  { package: 'libxml2-utils', program: 'xmllint' },
  { package: 'zsh', program: 'zsh' },
  { package: 'fish', program: 'fish' },
  { package: 'bind9-dnsutils', program: 'dig' },
  { package: 'dnsperf', program: 'dnsperf' },
  { package: 'postgresql', program: 'postgres' },
  { package: 'redis-server', program: 'redis-server' },
  { package: 'nginx-light', program: '/usr/sbin/nginx' },
  { package: 'xrdp', program: '/usr/sbin/xrdp' },
  { package: 'freetds-bin', program: 'tsql' },
  { package: 'knot', program: '/usr/sbin/knotd' },
  { package: 'bind9', program: '/usr/sbin/named' },
  { package: 'python3-aiosmtpd', program: '/usr/lib/python3/dist-packages/aiosmtpd' },
  { package: 'pdns-server', program: '/usr/sbin/pdns_server' },
  { package: 'pdns-backend-sqlite3', program: '/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql' },
]

export function missingTools(): Tool[] {
  return tools.filter(({ program }) => !searchPath().some((folder) => existsSync(resolve(folder, program))))
}

/** PATH, and where Debian keeps PostgreSQL's server: out of PATH, a folder for each version. */
function searchPath(): string[] {
  const postgres = '/usr/lib/postgresql'
  const versions = existsSync(postgres) ? readdirSync(postgres).map((version) => join(postgres, version, 'bin')) : []
  return [...(process.env.PATH ?? '').split(delimiter), ...versions]
}
