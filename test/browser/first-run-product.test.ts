import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { launchBrowser, missingBrowser } from '../support/browser.ts'
import { startTestStack, type TestStack } from '../support/practice-stack.ts'
import { startStrangersAgent } from '../support/running-agent.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { createVisitor } from '../support/web-visitor.ts'

/** What the way from an installed program to a certificate that is seen being served may cost a person, at the most. */
const most = { clicks: 3, fields: 1 }
/** Apart from that: who is signed in at the cloud already approves the device there, on the cloud’s own page. */
const approval = { clicks: 1, fields: 0 }

const patient = { timeout: 20_000 }

describe.skipIf(missingBrowser)(`the first run of the real product${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let stack: TestStack
  let browser: Browser
  let cookies: Parameters<BrowserContext['addCookies']>[0]
  beforeAll(async () => {
    folder = await temporaryFolder()
    ;[stack, browser] = await Promise.all([startTestStack(folder.path), launchBrowser()])
    cookies = await signedUp(stack.cloudUrl)
  })
  afterAll(async () => {
    await browser?.close()
    await stack?.stop()
    await folder?.remove()
  })

  /** A program that was just installed, and the page it opens; what is pressed and typed there is counted. */
  async function justInstalled(name: string) {
    const agent = await startStrangersAgent(stack, join(folder.path, name))
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1100, height: 760 } })
    onTestFinished(async () => {
      await context.close()
      await agent.stop()
    })
    await context.addCookies(cookies)
    const effortsOn = await countEfforts(context)
    const page = await context.newPage()
    await page.goto(agent.link)
    await page.getByRole('heading', { level: 1, name: 'Set up this device' }).waitFor()
    return { agent, context, effortsOn, page }
  }
  const isProtected = (page: Page) => page.getByRole('heading', { level: 1, name: 'Protected' }).waitFor(patient)

  test('by a code, with everything as it is suggested: one click, no field, and the approval', async () => {
    const { agent, context, effortsOn, page } = await justInstalled('as-suggested')
    const opening = context.waitForEvent('page')
    await page.getByRole('button', { name: 'Set it up' }).click()
    expect(effortsOn(await approve(await opening))).toEqual(approval)
    await isProtected(page)
    expect(effortsOn(page)).toEqual({ clicks: 1, fields: 0 })
    const { device } = await agent.client.state.get()
    expect(device).toMatchObject({ name: expect.stringMatching(/^[a-z2-9]{8}\.nora\.myl\.test$/), lanAddresses: { publish: false } })
  })

  test('by a code, with a name of one’s own and everything agreed to: no more than three clicks and one field', async () => {
    const { agent, context, effortsOn, page } = await justInstalled('all-chosen')
    const opening = context.waitForEvent('page')
    await page.getByRole('radio', { name: 'A name of your own' }).click()
    await page.keyboard.press('Tab')
    await page.keyboard.type('frontdesk-07')
    await page.getByRole('checkbox', { name: 'Others on the same network' }).click()
    await page.getByRole('button', { name: 'Set it up' }).click()
    expect(effortsOn(await approve(await opening))).toEqual(approval)
    await isProtected(page)
    expect(effortsOn(page)).toEqual(most)
    await expect
      .poll(async () => (await agent.client.state.get()).device, patient)
      .toMatchObject({ name: 'frontdesk-07.nora.myl.test', lanAddresses: { publish: true } })
  })

  test('by a token: two clicks and one field, and nobody approves', async () => {
    const { agent, effortsOn, page } = await justInstalled('by-token')
    await page.getByRole('button', { name: 'I have an enrolment token' }).click()
    await page.keyboard.type(readFileSync(stack.enrolmentTokenFile, 'utf8').trim())
    await page.getByRole('button', { name: 'Set it up' }).click()
    await isProtected(page)
    expect(effortsOn(page)).toEqual({ clicks: 2, fields: 1 })
    expect((await agent.client.state.get()).device?.team).toBe('Practice')
  })
})

/** Counts what a person presses and types on each page of the context, the pages of the cloud included. */
async function countEfforts(context: BrowserContext): Promise<(page: Page) => typeof most> {
  const pressed = new Map<Page, number>()
  const typedInto = new Map<Page, Set<string>>()
  await context.exposeBinding('effort', ({ page }, field: string | null) => {
    if (field === null) pressed.set(page, (pressed.get(page) ?? 0) + 1)
    else typedInto.set(page, (typedInto.get(page) ?? new Set()).add(field))
  })
  await context.addInitScript(() => {
    const { effort } = window as unknown as { effort(field: string | null): void }
    // Not the clicks: what a label passes on to its control is no press of its own.
    window.addEventListener('pointerdown', ({ isTrusted }) => isTrusted && effort(null), true)
    window.addEventListener(
      'input',
      ({ isTrusted, target }) => {
        if (isTrusted && target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type)) effort(target.id)
      },
      true,
    )
  })
  return (page) => ({ clicks: pressed.get(page) ?? 0, fields: typedInto.get(page)?.size ?? 0 })
}

/** On the cloud's page that the first run has opened. */
async function approve(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('heading', { level: 1, name: 'The device is let in' }).waitFor()
  return page
}

/** Somebody who has an account and a team, and is signed in. */
async function signedUp(cloudUrl: string): Promise<Parameters<BrowserContext['addCookies']>[0]> {
  const person = createVisitor(cloudUrl)
  await person.open('/sign-up')
  await person.submit({ email: 'nora@people.test' })
  await vi.waitFor(async () => expect((await person.open('/practice/mails')).text).toContain('To nora@people.test'), 10_000)
  const [, link = ''] = /<a href="([^"]*token=[^"]*)">/.exec((await person.open('/practice/mails')).html) ?? []
  await person.open(link.replace(cloudUrl, ''))
  await person.submit({ name: 'Nora', password: 'seven quiet otters' })
  await person.open('/teams/new')
  await person.submit({ name: 'Nora’s team', slug: 'nora' })
  return [...person.cookies].map(([name, value]) => ({ name, value, url: cloudUrl }))
}
