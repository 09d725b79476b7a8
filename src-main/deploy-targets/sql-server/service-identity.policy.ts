import { createHash } from 'node:crypto'

/** What Windows calls the service of an instance. */
export function sqlServiceOf(instance: string): string {
  return instance.toUpperCase() === 'MSSQLSERVER' ? 'MSSQLSERVER' : `MSSQL$${instance.toUpperCase()}`
}

/**
 * The SID that every service has beside that of its account: the SHA-1 of its name in upper case, as five numbers (MS-DTYP
 * § 2.4.2.4, NT_SERVICE; what `sc showsid` prints). SQL Server’s set-up gives rights to it, whatever the account is.
 */
export function serviceSid(service: string): string {
  const hash = createHash('sha1').update(Buffer.from(service.toUpperCase(), 'utf16le')).digest()
  return `S-1-5-80-${[0, 4, 8, 12, 16].map((at) => hash.readUInt32LE(at)).join('-')}`
}
