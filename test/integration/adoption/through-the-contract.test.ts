import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeLegoFolder } from '../../support/adoption/lego-folder.ts'
import { treeOf } from '../../support/adoption/tree.ts'
import { practiceForTests } from '../../support/practice-stack.ts'
import { startRunningAgent } from '../../support/running-agent.ts'
import { createTestAuthority } from '../../support/test-authority.ts'

const practice = practiceForTests()

test('a running agent finds and takes over a certificate, orders nothing, and has it still after its next start', async () => {
  const name = 'intranet.example'
  const directory = 'https://ca.example/acme/acme/directory'
  const folder = join(practice.folder, 'lego')
  const authority = await createTestAuthority()
  const bundle = await authority.issue({ names: [name] })
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await writeLegoFolder(folder, { bundle, accountKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() })
  const before = await treeOf(folder)

  const device = join(practice.folder, 'device')
  const agent = await startRunningAgent(practice.stack, device)
  const orders = practice.stack.orders()
  const { certificates, problems } = await agent.client.adoption.scan({ folders: [folder] })
  expect(problems).toEqual([])
  expect(certificates).toMatchObject([{ id: name, names: [name], thumbprint: bundle.thumbprint, obstacle: null }])
  expect(certificates[0]?.directory).toBe(null)
  // The one who has an authority of their own has typed this; lego wrote down its host alone.
  await agent.client.authorities.trust({ directory, roots: authority.rootPem })
  expect((await agent.client.adoption.scan({ folders: [folder] })).certificates[0]?.directory).toBe(directory)
  await agent.client.authorities.distrust({ directory })
  const taken = await agent.client.adoption.takeOver({ source: 'lego', folder, id: name })
  const managed = () => agent.client.certificates.get({ certificateId: taken.certificateId })
  await expect.poll(async () => (await managed()).renewal?.reason, { timeout: 10_000 }).toBe('age')
  expect(await managed()).toMatchObject({ kind: 'adopted', health: 'protected', current: { number: 1, thumbprint: bundle.thumbprint } })
  const { entries } = await agent.client.audit.list({ limit: 20 })
  expect(entries).toContainEqual(expect.objectContaining({ action: 'certificate-adopted', actor: 'person', subject: name }))
  await agent.kill()

  const again = await startRunningAgent(practice.stack, device)
  const listed = await again.client.certificates.list()
  expect(listed.map(({ kind }) => kind).sort()).toEqual(['adopted', 'device'])
  await expect(again.client.adoption.takeOver({ source: 'lego', folder, id: 'other.example' })).rejects.toMatchObject({
    code: 'ADOPTION_CERTIFICATE_NOT_FOUND',
  })
  await again.stop()
  expect(practice.stack.orders()).toBe(orders)
  expect(await treeOf(folder)).toEqual(before)
})
