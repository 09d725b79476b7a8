import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'

export const smtpIsThere = existsSync('/usr/lib/python3/dist-packages/aiosmtpd') && existsSync('/usr/bin/python3')
export const needsSmtp = smtpIsThere ? 'with aiosmtpd' : 'skipped: the Debian package python3-aiosmtpd is not installed'

export interface ReceivedMail {
  from: string
  to: string[]
  headers: Record<string, string>
  text: string
}

export interface TestSmtpServer {
  port: number
  /** All that it took, the newest last. */
  mails: ReceivedMail[]
  stop(): Promise<void>
}

/** For `refused@…` it has no mailbox (550), and `later@…` is to be tried again (451). It lets nobody send without signing in. */
const program = `
import asyncio, email, email.policy, json, sys
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('refused@'): return '550 5.1.1 no such mailbox'
        if address.startswith('later@'): return '451 4.3.0 try again later'
        envelope.rcpt_tos.append(address)
        return '250 OK'
    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        mail = {'from': envelope.mail_from, 'to': envelope.rcpt_tos, 'text': message.get_content(),
                'headers': {name.lower(): value for name, value in message.items()}}
        print(json.dumps(mail), flush=True)
        return '250 OK'

def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and data.login == b'cloud' and data.password == b'open:sesame'
    # "handled" would mean that the client has its answer already, and it would wait for one.
    return AuthResult(success=good, handled=False)

def protocol():
    return SMTP(Handler(), authenticator=authenticate, auth_required=True, auth_require_tls=False)

async def serve():
    server = await asyncio.get_running_loop().create_server(protocol, '127.0.0.1', int(sys.argv[1]))
    print(json.dumps({'port': server.sockets[0].getsockname()[1]}), flush=True)
    await server.serve_forever()

asyncio.run(serve())
`

export async function startSmtpServer(port = 0): Promise<TestSmtpServer> {
  const server = spawn('/usr/bin/python3', ['-W', 'ignore', '-c', program, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const end = () => void server.kill('SIGKILL')
  process.once('exit', end)
  const mails: ReceivedMail[] = []
  const lines = createInterface({ input: server.stdout })
  const [first] = await once(lines, 'line')
  lines.on('line', (line) => mails.push(JSON.parse(line)))
  return {
    port: JSON.parse(first).port,
    mails,
    async stop() {
      server.kill('SIGKILL')
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
      process.off('exit', end)
    },
  }
}
