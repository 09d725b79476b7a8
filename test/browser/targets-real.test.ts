import { X509Certificate } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Agent } from '#main/agent.ts'
import { startAgentInProcess } from '../support/agent-in-process.ts'
import { missingBrowser } from '../support/browser.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../support/pebble.ts'
import { startTestStack, type TestStack } from '../support/practice-stack.ts'
import { openRealDashboard, type RealDashboard } from '../support/real-dashboard.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const missing = missingBrowser ?? (pebbleIsThere ? undefined : needsPebble)

/** The whole way: a real agent, a CA that nobody here wrote, and files on a disk. */
describe.skipIf(missing)(`files that are set up at the screen${missing ? ` (${missing})` : ''}`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let stack: TestStack
  let pebble: StartedPebble
  let agent: Agent
  let dashboard: RealDashboard
  let page: Page

  beforeAll(async () => {
    folder = await temporaryFolder()
    stack = await startTestStack(folder.path)
    pebble = await startPebble({ dnsPort: stack.dnsPort })
    const extraRootsPem = `${pebble.rootPem}\n${await pebble.issuingRoot()}`
    agent = await startAgentInProcess(stack, folder.path, { directoryUrl: pebble.directoryUrl, extraRootsPem })
    await agent.mainJob({ asked: true, keepGoing: false })
    dashboard = await openRealDashboard(agent)
    page = dashboard.page
  }, 120_000)
  afterAll(async () => {
    await dashboard?.close()
    await agent?.stop()
    await pebble?.stop()
    await stack?.stop()
    await folder?.remove()
  })

  test('are there once somebody has added them, and who looks at the map sees them with their certificate', async () => {
    const tls = join(folder.path, 'tls')
    await mkdir(tls, { mode: 0o755 })
    await page.goto(dashboard.mintLink())
    await page.getByRole('link', { name: 'Programs' }).click()
    await page.getByRole('link', { name: 'Add a program' }).click()
    await page.getByRole('radio', { name: /^Files/ }).click()
    const next = page.getByRole('button', { name: 'Next' })
    await next.click()
    await page.getByLabel('Folder').fill(tls)
    await next.click()
    await page.getByText('What would change', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Add and use it' }).click()
    await page.getByText('It has the certificate in use, and gets each new one by itself.').waitFor()

    const [certificate] = await agent.services.certificates.list()
    const written = new X509Certificate(await readFile(join(tls, 'fullchain.pem')))
    expect(written.fingerprint.replaceAll(':', '')).toBe(certificate?.current?.thumbprint)
    expect(await readFile(join(tls, 'privkey.pem'), 'utf8')).toContain('PRIVATE KEY')

    await page.getByRole('link', { name: 'Used by' }).click()
    await page.getByRole('button', { name: /^The files in .*Kept up to date/ }).waitFor()
    await page.getByRole('button', { name: /^Device page.*Kept up to date/ }).waitFor()
  })
})
