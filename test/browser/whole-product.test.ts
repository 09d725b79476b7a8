import { connect } from 'node:tls'
import { auditSentence } from '@mylzip/shared/domain/audit-actions.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, missingBrowser } from '../support/browser.ts'
import { shownText } from '../support/dashboard.ts'
import { startTestStack, type TestStack } from '../support/practice-stack.ts'
import { type RunningAgent, startRunningAgent } from '../support/running-agent.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** What one issuance may cost with an account the authority knows. */
const mostRequests = 7

const patient = { timeout: 20_000 }

describe.skipIf(missingBrowser)(`the dashboard of a real agent${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let stack: TestStack
  let agent: RunningAgent
  let browser: Browser
  let page: Page
  const complaints: string[] = []
  beforeAll(async () => {
    folder = await temporaryFolder()
    stack = await startTestStack(folder.path)
    ;[browser, agent] = await Promise.all([launchBrowser(), startRunningAgent(stack, folder.path)])
    page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1100, height: 760 } })
    page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(agent.link)
  })
  afterAll(async () => {
    await browser?.close()
    await agent?.stop()
    await stack?.stop()
    await folder?.remove()
  })

  const heading = () => shownText(page.locator('h1'))
  const main = () => shownText(page.locator('main'))
  const fact = (term: string) => shownText(page.locator('dt', { hasText: term }).locator('xpath=following-sibling::dd[1]'))
  let firstSerial: string

  test('the printed link leads to what the device is: protected, under its own name', async () => {
    await page.locator('h1').waitFor()
    const { device, certificates } = await agent.client.state.get()
    expect(await heading()).toBe('Protected')
    expect(await main()).toContain(device?.name)
    await page.getByRole('button', { name: 'Certificate details' }).click()
    firstSerial = await fact('Serial number')
    expect(firstSerial).toContain(certificates[0]?.current?.serial)
  })

  test('"Renew now" is followed step by step to a new certificate, which is served, within the requests it may cost', async () => {
    const seen = await watchSteps(page)
    await page.getByRole('button', { name: 'Renew now' }).click()
    await expect.poll(() => fact('Serial number'), patient).not.toBe(firstSerial)
    await expect.poll(heading, patient).toBe('Protected')
    const looks = await seen()
    // Seven steps, and from look to look none of them goes back.
    expect(looks.length).toBeGreaterThan(1)
    for (const look of looks) {
      // The key is made beside order and challenge; the certificate waits for both.
      const [key = '', ...others] = look.trim().split(' ')
      expect(`${others.join(' ')} `).toMatch(/^(done )*(running )?(waiting )*$/)
      expect(['waiting', 'running', 'done']).toContain(key)
      if (others[2] !== 'waiting') expect(key).toBe('done')
    }
    const done = looks.map((look) => look.split('done').length - 1)
    expect(done).toEqual(done.toSorted((a, b) => a - b))

    const { certificates, device, runs } = await agent.client.state.get()
    const current = certificates[0]?.current
    expect(await fact('Serial number')).toContain(current?.serial)
    expect(await servedSerial(device?.devicePage?.url ?? '')).toBe(current?.serial)

    const [, requests] = /, (\d+) requests to the certificate authority/.exec(await main()) ?? []
    const run = await agent.client.renewals.get({ runId: runs.find(({ reason }) => reason === 'asked')?.id ?? '' })
    expect(run).toMatchObject({ status: 'succeeded', acmeRequests: Number(requests) })
    expect(run.acmeRequests).toBeLessThanOrEqual(mostRequests)
  })

  test('another certificate is ordered from its name to the store, once the agent has seen that nothing stands in its way', async () => {
    const { device } = await agent.client.state.get()
    const wanted = `*.${device?.name}`
    await page.getByRole('link', { name: 'Certificates' }).click()
    await page.getByRole('link', { name: 'Order a certificate' }).click()
    await page.getByRole('textbox', { name: 'Names' }).fill(wanted)
    for (const next of ['How do you prove', 'Key and authority', 'Before anything']) {
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByRole('heading', { name: next }).waitFor()
    }
    const orders = stack.orders()
    await page.getByText('Nothing stands in the way.').first().waitFor(patient)
    expect(stack.orders()).toBe(orders)
    await page.getByRole('button', { name: 'Order' }).click()
    await page.getByText(`The certificate for ${wanted} is here.`).waitFor(patient)
    expect((await agent.client.certificates.list()).map(({ names }) => names[0])).toContain(wanted)
  })

  test('the activity tells of it, and the check of the log says that it is whole, here and in the cloud', async () => {
    await page
      .getByRole('link', { name: 'Activity' })
      .or(page.getByRole('tab', { name: 'Activity' }))
      .first()
      .click()
    const entries = page.getByRole('list', { name: 'Activities' }).getByRole('listitem')
    await entries.first().waitFor()
    const told = (await entries.allInnerTexts()).join('\n')
    expect(told).toContain(auditSentence('run-started', '', { reason: 'asked' }))
    expect(told).toContain('was seen being served.')
    await page.getByRole('button', { name: 'Check integrity' }).click()
    await page.getByText('The log is intact.').waitFor()
    await page.getByText(/The cloud holds the same log up to entry \d+/).waitFor()
    expect(complaints).toEqual([])
  })
})

/** Writes down the steps' states each time they change on the screen, each word followed by a blank; answers how to read that. */
async function watchSteps(page: Page): Promise<() => Promise<string[]>> {
  const looks = await page.evaluateHandle(() => {
    const found: string[] = []
    new MutationObserver(() => {
      const steps = [...document.querySelectorAll('ol[aria-label="Steps"] > li')]
      const look = steps.map((step) => `${step.getAttribute('data-status')} `).join('')
      if (steps.length === 7 && look !== found.at(-1)) found.push(look)
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
    return found
  })
  return () => looks.jsonValue()
}

/** The serial number that whoever opens the device page is shown, upper case. */
function servedSerial(url: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port), servername: hostname, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().serialNumber)
      socket.destroy()
    }).once('error', reject)
  })
}
