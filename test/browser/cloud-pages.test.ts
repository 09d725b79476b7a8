import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { keepMails } from '#cloud/practice/mails/kept-mails.adapter.ts'
import { mailsPages } from '#cloud/practice/mails/mails.pages.ts'
import { axeFindings } from '../support/axe.ts'
import { launchBrowser, missingBrowser } from '../support/browser.ts'
import { type CloudAlone, startCloudAlone } from '../support/cloud.ts'
import { createTestDevice } from '../support/cloud-device.ts'
import { askToBeLetIn } from '../support/device-code.ts'

const password = 'seven quiet otters'
const looks = [{ colorScheme: 'light' }, { colorScheme: 'dark' }] as const
const narrow = { width: 320, height: 256 }

describe.skipIf(missingBrowser)(`the cloud’s pages in a browser${missingBrowser ? ` (skipped: ${missingBrowser})` : ''}`, () => {
  let browser: Browser
  let cloud: CloudAlone
  const mails = keepMails(Date.now)

  beforeAll(async () => {
    browser = await launchBrowser()
    // Plain HTTP on loopback, as in practice: there a browser keeps no `__Host-` cookie.
    cloud = await startCloudAlone({ publicUrl: 'http://127.0.0.1', mailer: mails, morePages: [mailsPages(mails)] })
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  async function newPage(): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (!/status of 4\d\d/.test(message.text())) complaints.push(message.text())
    })
    return { page, context, complaints }
  }

  async function linkTo(email: string): Promise<string> {
    await cloud.outbox.sendDue()
    const text = mails.all().find(({ to }) => to === email)?.text ?? ''
    const { pathname, search } = new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? '')
    return `${cloud.url}${pathname}${search}`
  }

  /** In each look, and when small: nothing for axe to find, nothing cut off sideways. */
  async function looksRight(page: Page, name: string): Promise<void> {
    expect(await page.locator('script').count()).toBe(0)
    const folder = process.env.MYLZIP_PICTURES
    for (const look of looks) {
      await page.emulateMedia(look)
      expect(await axeFindings(page), `${name} ${JSON.stringify(look)}`).toEqual([])
      if (folder) await page.screenshot({ path: `${folder}/${name}-${look.colorScheme}.png`, fullPage: true })
    }
    const size = page.viewportSize() ?? narrow
    await page.setViewportSize(narrow)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name}: its width`).toBeLessThanOrEqual(narrow.width)
    if (folder) await page.screenshot({ path: `${folder}/${name}-narrow.png`, fullPage: true })
    await page.setViewportSize(size)
  }

  /** Sends the form that has the focus, and waits for what comes. */
  async function enter(page: Page): Promise<void> {
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  }

  async function signUp(page: Page, email: string): Promise<void> {
    await page.goto(`${cloud.url}/sign-up`)
    await page.getByLabel('Email address').fill(email)
    await page.getByRole('button', { name: 'Send the mail' }).click()
    await page.goto(await linkTo(email))
    await page.getByLabel('Your name').fill('Nora Example')
    await page.getByLabel('New password').fill(password)
    await page.getByRole('button', { name: 'Make the account' }).click()
  }

  test('signing up, in and out, and choosing a new password can be read and used by everybody, without a script', async () => {
    const { page, complaints } = await newPage()
    const email = 'nora@people.test'
    await page.goto(`${cloud.url}/sign-up`)
    await looksRight(page, 'sign-up')
    await page.getByLabel('Email address').fill('nobody')
    await enter(page)
    expect(await page.title()).toBe('Not yet: Sign up · MyL.Zip SSL')
    await looksRight(page, 'sign-up-fault')
    await page.getByLabel('Email address').fill(email)
    await enter(page)
    await looksRight(page, 'mail-sent')
    await page.goto(`${cloud.url}/practice/mails`)
    await looksRight(page, 'practice-mails')
    await page.goto(await linkTo(email))
    await looksRight(page, 'choose-password')
    await page.getByLabel('Your name').fill('Nora Example')
    await page.getByLabel('New password').fill('short')
    await enter(page)
    await looksRight(page, 'choose-password-refused')
    await page.getByLabel('New password').fill(password)
    await enter(page)
    await looksRight(page, 'account')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await looksRight(page, 'sign-in')
    await page.getByLabel('Email address').fill(email)
    await page.getByLabel('Password').fill('wrong')
    await enter(page)
    await looksRight(page, 'sign-in-refused')
    await page.getByRole('link', { name: 'Forgotten your password?' }).click()
    await looksRight(page, 'reset')
    await page.getByLabel('Email address').fill(email)
    await enter(page)
    await page.goto(await linkTo(email))
    await looksRight(page, 'reset-finish')
    await page.goto(`${cloud.url}/sign-up/finish?token=x`)
    await looksRight(page, 'link-over')
    expect(complaints).toEqual([])
  })

  test('codes, sessions, the password and the end of an account', async () => {
    const { page, complaints } = await newPage()
    await signUp(page, 'olga@people.test')
    await page.getByRole('link', { name: 'Turn on' }).click()
    await looksRight(page, 'code-off')
    await page.getByRole('button', { name: 'Turn on' }).click()
    await looksRight(page, 'code-scan')
    const key = (await page.locator('span.code').innerText()).replaceAll(' ', '')
    await page.getByLabel('Code', { exact: true }).fill(new TOTP({ secret: Secret.fromBase32(key) }).generate())
    await page.getByRole('button', { name: 'Turn on' }).click()
    await looksRight(page, 'recovery-codes')
    await page.getByRole('link', { name: 'I have kept them' }).click()
    await page.goto(`${cloud.url}/account/code`)
    await looksRight(page, 'code-on')
    await page.goto(`${cloud.url}/account/password`)
    await looksRight(page, 'password')
    await page.goto(`${cloud.url}/account/delete`)
    await looksRight(page, 'delete')
    await page.goto(`${cloud.url}/account`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Email address').fill('olga@people.test')
    await page.getByLabel('Password').fill(password)
    await enter(page)
    await looksRight(page, 'sign-in-code')
    expect(complaints).toEqual([])
  })

  test('teams, their members and invitations', async () => {
    const { page, complaints } = await newPage()
    await signUp(page, 'petra@people.test')
    await page.goto(`${cloud.url}/teams`)
    await looksRight(page, 'teams-none')
    await page.getByRole('link', { name: 'Make a team' }).click()
    await looksRight(page, 'team-new')
    await page.getByLabel('Name', { exact: true }).fill('Acme & Sons')
    await page.getByLabel('Label').fill('acme')
    await enter(page)
    for (const guest of ['quinn@people.test', 'a.long.name.that.needs.more.than.one.line@a-rather-long-domain-name.test']) {
      await page.getByLabel('Email address').fill(guest)
      await page.getByRole('button', { name: 'Invite' }).click()
    }
    const guest = await newPage()
    await guest.page.goto(await linkTo('quinn@people.test'))
    await looksRight(guest.page, 'invitation')
    await guest.page.getByLabel('Your name').fill('Quinn Example')
    await guest.page.getByLabel('New password').fill(password)
    await enter(guest.page)
    await looksRight(guest.page, 'team-as-member')
    await page.goto(`${cloud.url}/teams/acme`)
    await looksRight(page, 'team-as-owner')
    await page.emulateMedia({ forcedColors: 'active' })
    expect(await axeFindings(page)).toEqual([])
    await page.emulateMedia({ forcedColors: 'none' })
    await page.getByRole('button', { name: 'Leave' }).click()
    await looksRight(page, 'refused')
    await page.goto(`${cloud.url}/teams`)
    await looksRight(page, 'teams')
    expect(complaints).toEqual([])
  })

  test('a device that is let in, and the devices and tokens of a team', async () => {
    const { page, complaints } = await newPage()
    await signUp(page, 'rosa@people.test')
    const { userCode, poll } = await askToBeLetIn(cloud.url, createTestDevice(cloud.url, { now: Date.now }), { label: 'frontdesk-07' })
    await page.goto(`${cloud.url}/activate?code=${userCode}`)
    await page.getByRole('link', { name: 'Make a team' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Rosa & Co')
    await page.getByLabel('Label').fill('rosa')
    await enter(page)
    await page.getByRole('link', { name: 'Devices of the team' }).click()
    await page.getByRole('link', { name: 'Let a device in' }).click()
    await page.getByLabel('Code').fill('AEIO-UAEI')
    await enter(page)
    await page.getByLabel('Code').fill(userCode.toLowerCase())
    await enter(page)
    await looksRight(page, 'activate-device')
    await page.getByRole('button', { name: 'Approve' }).click()
    await looksRight(page, 'activate-done')
    expect((await poll()).name).toBe('frontdesk-07.rosa.myl.test')
    await page.goto(`${cloud.url}/teams/rosa/devices`)
    await page.getByLabel('What it is for').fill('The till in the shop')
    await enter(page)
    await looksRight(page, 'enrolment-token')
    await page.getByRole('link', { name: 'I have kept it' }).click()
    await looksRight(page, 'devices')
    expect(complaints).toEqual([])
  })
})
