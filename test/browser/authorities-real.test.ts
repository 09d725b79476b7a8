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

/** The whole way: the page, a real agent, and an authority that nobody here wrote, which is asked what it was told. */
describe.skipIf(missing)(`an account at an authority, from the page to the authority${missing ? ` (${missing})` : ''}`, () => {
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
    const { directoryUrl, rootPem } = pebble
    agent = await startAgentInProcess(stack, folder.path, { directoryUrl, extraRootsPem: rootPem })
    await agent.services.authorities.openAccount(directoryUrl)
    dashboard = await openRealDashboard(agent)
    page = dashboard.page
  }, 60_000)
  afterAll(async () => {
    await dashboard?.close()
    await agent?.stop()
    await pebble?.stop()
    await stack?.stop()
    await folder?.remove()
  })

  const here = async () => {
    const [authority] = await agent.services.authorities.list()
    if (!authority) throw new Error('there is no authority')
    return authority
  }
  const there = async () => (await agent.services.authorities.look(pebble.directoryUrl)).account

  test('it gets a contact, another key and an end, and another one takes its place', async () => {
    const { account, label } = await here()
    await page.goto(dashboard.mintLink())
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: `Account and trust: ${label}` }).click()
    await page.getByLabel('E-mail address').fill('desk@myl.test')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('The authority writes to desk@myl.test.').waitFor()
    expect(await there()).toEqual({ status: 'valid', contact: ['desk@myl.test'] })
    await page.getByLabel('E-mail address').fill('')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('The authority writes to nobody.').waitFor()
    expect(await there()).toEqual({ status: 'valid', contact: [] })

    await page.getByRole('button', { name: 'Change the key' }).click()
    await page.getByText('The account has a new key.').waitFor()
    expect(await there()).toMatchObject({ status: 'valid' })
    expect((await here()).account.url).toBe(account.url)

    await page.getByRole('button', { name: 'Give it up…' }).click()
    const dialog = page.getByRole('alertdialog', { name: `Give up this device’s account at ${label}?` })
    await dialog.getByRole('textbox').fill(new URL(pebble.directoryUrl).host)
    await dialog.getByRole('button', { name: 'Give it up' }).click()
    await page.getByText('It was given up for good.').waitFor()
    expect((await here()).account.status).toBe('deactivated')
    await page.getByRole('button', { name: 'Open an account now' }).click()
    await page.getByText('It is there and can be used.').waitFor()
    expect(await there()).toMatchObject({ status: 'valid' })
    expect((await here()).account.url).not.toBe(account.url)
  })
})
