import { createServer as createPlainServer, type RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { KeyAndChain } from '#main/stores/store.port.ts'

export interface Page {
  port: number
  close(): Promise<void>
}

/** Answers on 127.0.0.1 (or another address of this machine) over TLS with this certificate, or without any. */
export async function startPage(certificate: KeyAndChain | undefined, answer: RequestListener, address = '127.0.0.1'): Promise<Page> {
  const server =
    certificate === undefined
      ? createPlainServer(answer)
      : createServer({ key: certificate.privateKeyPem, cert: certificate.certificatePem + certificate.chainPem.join('') }, answer)
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What an ACME directory looks like, with the names its CAA records go by. */
export function directoryPage(caaIdentities: string[] = [], dateAhead = 0): RequestListener {
  return (_, response) => {
    const links = { newNonce: 'https://ca.doctor.test/n', newAccount: 'https://ca.doctor.test/a', newOrder: 'https://ca.doctor.test/o' }
    response.sendDate = false
    response.setHeader('date', new Date(Date.now() + dateAhead).toUTCString())
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ...links, meta: { caaIdentities } }))
  }
}
