import { automaticProof } from '@mylzip/shared/domain/proof-methods.ts'
import { expect, onTestFinished, test } from 'vitest'
import { nameChecks } from '#main/doctor/name-checks.ts'
import { look, surroundingsFor } from '../../support/doctor.ts'
import { lieAbout, unsignedAnswer } from '../../support/lying-dns.ts'

/** A DNS server that notes what it is asked, and answers that there is nothing of the kind (or with `code`). */
async function listening(code = 0) {
  let asked = 0
  const reply = (message: Buffer) => {
    asked += 1
    return unsignedAnswer(message, code)
  }
  const started = await lieAbout({ port: 9 }, reply, reply)
  onTestFinished(started.close)
  return { port: started.port, asked: () => asked }
}

/** The checks of one planned name, in practice, with the built-in server before the network's own. */
async function planned(directory: string) {
  // REFUSED, as the built-in server says of zones that are not its own.
  const builtIn = await listening(5)
  const network = await listening()
  const around = surroundingsFor({ dnsPorts: [builtIn.port, network.port] })
  const checks = nameChecks(around, {
    certificates: [
      { row: undefined, version: undefined, names: ['foo.example'], proof: automaticProof, directories: [directory], sight: undefined },
    ],
    accounts: [],
    device: { name: 'k7f3q9.practice.myl.test', published: [] },
    dns: undefined,
    practice: true,
    builtInDns: { address: '127.0.0.1', port: builtIn.port },
    delegation: () => Promise.reject(new Error('nothing is delegated')),
  })
  const verdicts = await Promise.all(checks.map(async (check) => [check.kind, await look(check)] as const))
  return { verdicts: Object.fromEntries(verdicts), builtIn: builtIn.asked(), network: network.asked() }
}

test('a name for a public authority is looked up as that would see it, in practice too', async () => {
  const { verdicts, builtIn, network } = await planned('https://ca.example/directory')
  expect(verdicts.caa).toMatchObject({ status: 'ok', sentence: 'No CAA record restricts who issues for foo.example.' })
  expect(verdicts.dnssec?.status).toBe('ok')
  expect(verdicts['zone-servers']?.sentence).not.toContain('practice')
  expect(verdicts['own-name']?.sentence).toContain('This is practice')
  expect({ builtIn, asked: network > 0 }).toEqual({ builtIn: 0, asked: true })
})

test('a name for the practice authority is looked up nowhere', async () => {
  const { verdicts, network } = await planned('https://127.0.0.1:14000/dir')
  for (const kind of ['caa', 'dnssec', 'zone-servers']) expect(verdicts[kind]?.sentence, kind).toContain('This is practice')
  expect(network).toBe(0)
})
