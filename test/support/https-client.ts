import type { IncomingHttpHeaders } from 'node:http'
import { type Agent, request } from 'node:https'
import type { TLSSocket } from 'node:tls'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
  thumbprint: string
  /** The client's port: the same for two answers over one connection. */
  localPort: number | undefined
}

interface Ask {
  port: number
  name: string
  ca: string
  host?: string
  path?: string
  method?: string
  hostHeader?: string
  agent?: Agent
}

/** One request as a browser makes it: by name, with SNI, against the given root. */
export function ask({ port, name, ca, host = '127.0.0.1', path = '/', method = 'GET', hostHeader = name, agent }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host, port, path, method, ca, servername: name, headers: { Host: hostHeader }, agent: agent ?? false }
    const outgoing = request(options, (response) => {
      const socket = response.socket as TLSSocket
      const facts = { thumbprint: socket.getPeerCertificate().fingerprint.replaceAll(':', ''), localPort: socket.localPort }
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body, ...facts }))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}
