import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { shownText } from '../support/dashboard.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { sampleCertificate, sampleDevice, sampleRun } from '../support/samples.ts'
import { firstRunScenes, nobodyAsked, tooLate, waitsForApproval } from './scenes/first-run.ts'
import { scenes } from './scenes.ts'

describe.skipIf(missingBrowser)(`the first run${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const suite = dashboardsForTests()
  const open = async (...[script, options]: Parameters<typeof suite.open>) => {
    const dashboard = await suite.open(script, options)
    await dashboard.page.getByRole('heading', { level: 1, name: 'Set up this device' }).waitFor()
    return dashboard
  }
  /** A browser complains of each answer that is a refusal. */
  const expectRefusal = ({ complaints }: { complaints: string[] }) =>
    expect(complaints.splice(0)).toEqual([expect.stringMatching(/^Failed to load resource: .* status of \d+/)])
  const begin = (page: Page) => page.getByRole('button', { name: 'Set it up' }).click()

  test('one click shows a code and opens the page to approve it at; who is let in sees the first certificate come', async () => {
    let view = nobodyAsked
    const byCode = async () => {
      view = waitsForApproval
      return view
    }
    const { page, agent } = await open({ ...firstRunScenes['set-up'], enrolment: { view: () => view, byCode } })
    expect(await axeFindings(page)).toEqual([])
    await page.context().route('http://127.0.0.1:18080/**', (route) => route.fulfill({ body: 'the cloud' }))
    const opening = page.context().waitForEvent('page')
    await begin(page)
    expect((await opening).url()).toContain('/activate?code=BCDF-GHJK')
    await page.getByText('BCDF-GHJK', { exact: true }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(agent.asked).toEqual(['enrolByCode {}'])

    agent.push({ type: 'device', device: sampleDevice() })
    agent.push({ type: 'certificate', certificate: sampleCertificate({ health: 'working', current: null, renewal: null }) })
    agent.push({ type: 'run', run: sampleRun(2, { reason: 'first' }) })
    await page.getByRole('list', { name: 'Steps' }).waitFor()
  })

  test('a name of one’s own is looked at while it is typed, and before that one reads that everybody can read it', async () => {
    const dashboard = await open(firstRunScenes['set-up'])
    const { page, agent } = dashboard
    const label = page.getByLabel('First part of the name')
    await page.getByRole('radio', { name: 'A name of your own' }).check()
    for (const [typed, words] of [
      ['front desk', 'Only letters from a to z, digits and hyphens are possible.'],
      ['-desk', 'A hyphen cannot stand first, last, or third and fourth.'],
      ['www', 'This name is kept for the service itself.'],
      ['supp0rt', 'This is easily taken for “support”'],
    ] as const) {
      await label.fill(typed)
      await page.getByText(words).waitFor()
      expect(await page.getByRole('button', { name: 'Set it up' }).getAttribute('aria-disabled')).toBe('true')
    }
    await label.fill(' FrontDesk-07')
    await page.getByText('Anyone will be able to read there that a device is called “frontdesk-07”.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await label.press('Enter')
    await expect.poll(() => agent.asked).toEqual(['enrolByCode {"label":"frontdesk-07"}'])
    await page.getByText('This device was not set up.').waitFor()
    expectRefusal(dashboard)
  })

  test('a token lets the device in at once, and what was agreed to holds from then on', async () => {
    const { page, agent } = await open({ ...firstRunScenes['set-up'], enrolment: { byToken: async () => sampleDevice() } })
    await page.getByRole('checkbox', { name: 'Others on the same network may find it by its name' }).check()
    await page.getByRole('button', { name: 'I have an enrolment token' }).click()
    await page.keyboard.type('mylzip_enrol_x ')
    await page.keyboard.press('Enter')
    await expect.poll(() => agent.asked).toEqual(['enrolByToken mylzip_enrol_x'])
    agent.push({ type: 'device', device: sampleDevice() })
    await expect.poll(() => agent.asked).toEqual(['enrolByToken mylzip_enrol_x', 'publishLanAddresses true'])
  })

  test.each([
    [
      'a cloud that is away',
      new Refusal('CLOUD_UNREACHABLE', { cloud: 'http://127.0.0.1:18080', reason: 'connection refused' }),
      'does not answer',
    ],
    ['a token that is used up', new Refusal('ENROLMENT_TOKEN_USED_UP'), 'has been used as often as it may be'],
    ['a token that was mistyped', new Refusal('ENROLMENT_TOKEN_INVALID'), 'Ask your administrator for a new one'],
    [
      'a device that is enrolled already',
      new Refusal('ENROLLED_ALREADY', { name: 'k7f3q9xz.acme.myl.test' }),
      'is enrolled already, as k7f3q9xz',
    ],
  ])('%s is said, and the form stays for another try', async (_, refusal, words) => {
    const byToken = () => Promise.reject(refusal)
    const dashboard = await open({ ...firstRunScenes['set-up'], enrolment: { byToken } })
    const { page } = dashboard
    await page.getByRole('button', { name: 'I have an enrolment token' }).click()
    await page.getByLabel('Enrolment token').fill('mylzip_enrol_x')
    await begin(page)
    await page.getByText(words).waitFor()
    expect(await page.getByLabel('Enrolment token').inputValue()).toBe('mylzip_enrol_x')
    expectRefusal(dashboard)
  })

  test('a code that nobody approved in time is said while one looks on, and another one is a click away', async () => {
    let view = waitsForApproval
    const { page, agent } = await open({
      ...firstRunScenes['set-up'],
      enrolment: { view: () => view, byCode: async () => waitsForApproval },
    })
    await page.getByText('The code is good until 14:15.').waitFor()
    view = tooLate
    await page.getByText('Nobody has approved this device in time').waitFor()
    await page.context().route('http://127.0.0.1:18080/**', (route) => route.fulfill({ body: 'the cloud' }))
    await begin(page)
    await page.getByText('BCDF-GHJK', { exact: true }).waitFor()
    expect(agent.asked).toEqual(['enrolByCode {}'])
  })

  test('who may not administer the service reads what an administrator does', async () => {
    const dashboard = await open(firstRunScenes['set-up'], { access: 'operate' })
    const { page } = dashboard
    await begin(page)
    await page.getByText('This needs an administrator.').waitFor()
    await page.getByText('mylzip enrol', { exact: true }).waitFor()
    expectRefusal(dashboard)
    expect(await axeFindings(page)).toEqual([])
    // The name that was chosen goes with the command, and what was agreed to waits for it.
    await page.getByRole('radio', { name: 'A name of your own' }).check()
    await page.getByLabel('First part of the name').fill('frontdesk-07')
    await page.getByRole('checkbox').check()
    await begin(page)
    await page.getByText('mylzip enrol --label frontdesk-07', { exact: true }).waitFor()
    expect(await page.evaluate(() => window.localStorage.getItem('mylzip.publish-addresses'))).not.toBeNull()
    expectRefusal(dashboard)
  })

  test('a copied machine is told whose copy it is; it takes the other’s place only for who types that name', async () => {
    const { page, agent } = await open(firstRunScenes.copy)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Take the other’s place' }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByText('is shut out: it gets no certificate any more').waitFor()
    await dialog.getByRole('textbox').fill('k7f3q9xz.acme.myl.test')
    await dialog.getByRole('button', { name: 'Take the other’s place' }).click()
    await page.getByRole('heading', { level: 1, name: 'Protected' }).waitFor()
    expect(agent.asked).toEqual(['keep'])
  })

  test('the flyout has it as the one thing to do, which leads here', async () => {
    const { page } = await suite.open(scenes['not-enrolled'], { at: '#/flyout', context: { viewport: { width: 360, height: 480 } } })
    await page.getByRole('button', { name: 'Set it up' }).click()
    await page.getByRole('heading', { level: 1, name: 'Set up this device' }).waitFor()
  })

  test('at 320 pixels, in dark, nothing is cut off sideways', async () => {
    const { page } = await open(firstRunScenes['waits-for-approval'], {
      context: { viewport: { width: 320, height: 480 }, colorScheme: 'dark' },
    })
    await page.getByText('BCDF-GHJK', { exact: true }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(await axeFindings(page)).toEqual([])
    expect(await shownText(page.locator('main'))).toContain('Waiting for the approval…')
  })
})
