import { readIssuedCertificate } from '../../../../src-main/acme/issued-certificate.ts'
import { createReaders } from '../../../../src-main/adoption/readers.ts'
import { createScan } from '../../../../src-main/adoption/scan.service.ts'

/** Scans a folder as whoever runs this, and prints what was found. */
const [folder = ''] = process.argv.slice(2)
const scan = createScan({ readers: createReaders([]), usualPlaces: [], readIssued: readIssuedCertificate, managedAs: async () => null })
console.log(JSON.stringify(await scan([folder])))
