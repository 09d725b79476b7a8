import { minute, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { type Dashboard, shownText } from '../support/dashboard.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import {
  certificateId,
  interceptedFailure,
  name,
  sampleActivity,
  sampleCertificate,
  sampleNow,
  sampleRun,
  sampleSnapshot,
} from '../support/samples.ts'
import { certificateScenes } from './scenes/certificates.ts'
import { scenes } from './scenes.ts'

describe.skipIf(missingBrowser)(`the overview${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()
  let dashboard: Dashboard

  const heading = () => dashboard.page.locator('h1')
  const text = () => shownText(dashboard.page.locator('main'))
  const renew = () => dashboard.page.getByRole('button', { name: 'Renew now' })

  test('a receptionist reads the first line and knows: protected, who, until when, what comes', async () => {
    dashboard = await dashboards.open(scenes.protected)
    await heading().waitFor()
    expect((await text()).split('\n').slice(0, 3)).toEqual([
      'Protected',
      name,
      'Safe until 12 February 2027. Renews by itself around 13 December.',
    ])
    expect(await dashboard.page.title()).toBe('Overview – MyL.Zip SSL')
    expect(await text()).not.toContain('practice')
  })

  test('the certificate’s life is drawn to scale', async () => {
    dashboard = await dashboards.open(scenes.protected)
    await heading().waitFor()
    const box = async (event: string) => {
      const found = await dashboard.page.locator(`[data-event=${event}]`).boundingBox()
      return found ?? expect.fail(`${event} is drawn`)
    }
    const [issued, today, end] = await Promise.all([box('issued'), box('today'), box('end')])
    // 18 days and an hour of 101 days and an hour.
    expect((today.x - issued.x) / (end.x - issued.x)).toBeCloseTo(18 / 101, 2)
  })

  test('each of the four states has its mark and its time, and the one not reached says so', async () => {
    dashboard = await dashboards.open(scenes['not-served'])
    await heading().waitFor()
    for (const state of ['issued', 'installed', 'bound', 'verified']) {
      const line = dashboard.page.locator(`[data-state=${state}]`)
      expect(await line.getAttribute('data-reached')).toBe(String(state !== 'verified'))
      expect(await shownText(line)).toContain(state === 'verified' ? 'Not yet' : '18 days ago')
    }
  })

  test('a run’s steps advance as they are pushed, are read aloud, and the result stands in their place', async () => {
    dashboard = await dashboards.open(scenes.protected)
    await heading().waitFor()
    dashboard.agent.push({ type: 'certificate', certificate: sampleCertificate({ health: 'working' }) })
    dashboard.agent.push({ type: 'run', run: sampleRun(2) })
    const steps = dashboard.page.getByRole('list', { name: 'Steps' }).getByRole('listitem')
    await steps.first().waitFor()
    expect(await shownText(heading())).toBe('Working')
    expect(await steps.evaluateAll((items) => items.map((item) => item.getAttribute('data-status')))).toEqual([
      'done',
      'done',
      'running',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ])
    expect(await shownText(steps.nth(1))).toMatch(/Certificate ordered\s+0\.4s/)
    const spoken = dashboard.page.getByRole('status').filter({ hasText: 'Step' })
    expect(await shownText(spoken)).toBe('Step 3 of 7: Proving that the name is this device’s')

    dashboard.agent.push({ type: 'run', run: sampleRun(5) })
    await dashboard.page.getByText('Step 6 of 7: Telling programs to use it').waitFor({ state: 'attached' })

    dashboard.agent.push({ type: 'run', run: sampleRun(7) })
    dashboard.agent.push({ type: 'certificate', certificate: sampleCertificate() })
    await steps.first().waitFor({ state: 'detached' })
    expect(await shownText(heading())).toBe('Protected')
    expect(await text()).toContain('Took 2.8 seconds, 7 requests to the certificate authority.')
    await dashboard.page.getByText('The renewal is finished. The new certificate is being served.').waitFor({ state: 'attached' })
  })

  test('a page that is opened later does not tell of a renewal that is long over', async () => {
    const run = sampleRun(7, { endedAt: toTimestamp(sampleNow - 5 * minute) })
    dashboard = await dashboards.open({ snapshot: sampleSnapshot({ runs: [run] }) })
    await heading().waitFor()
    expect(await text()).not.toContain('The renewal is finished')
  })

  test('"Renew now" asks the agent, once', async () => {
    dashboard = await dashboards.open({ ...scenes.protected, renewNow: () => new Promise(() => {}) })
    await renew().dblclick()
    await dashboard.page.getByText('A renewal is going on.').waitFor()
    expect(dashboard.agent.asked).toEqual([`renewNow ${certificateId}`])
  })

  test('while a renewal goes on, "Renew now" says why it cannot be pressed and stays reachable by keyboard', async () => {
    dashboard = await dashboards.open(scenes.working)
    await renew().waitFor()
    expect(await renew().getAttribute('aria-disabled')).toBe('true')
    await renew().focus()
    await dashboard.page.keyboard.press('Enter')
    expect(await renew().evaluate((button) => document.activeElement === button)).toBe(true)
    const describedBy = await renew().getAttribute('aria-describedby')
    expect(await shownText(dashboard.page.locator(`[id="${describedBy}"]`))).toBe('A renewal is going on. You can follow it on this page.')
    expect(dashboard.agent.asked).toEqual([])
  })

  test('a failure is a sentence with the next try’s time; its code is one level down; the network team’s text can be copied', async () => {
    dashboard = await dashboards.open(scenes.attention)
    await heading().waitFor()
    expect(await shownText(heading())).toBe('Attention')
    expect(await text()).toContain(interceptedFailure.sentence)
    expect(await text()).toContain('We try again in 50 minutes (14:50).')
    expect(await text()).not.toContain('ACME_TLS_UNTRUSTED')
    await dashboard.page.getByRole('button', { name: 'Details', exact: true }).click()
    await dashboard.page.getByText('Code: ACME_TLS_UNTRUSTED').waitFor()
    await dashboard.page.getByRole('button', { name: 'Copy for your network team' }).click()
    await dashboard.page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await dashboard.page.evaluate(() => navigator.clipboard.readText())).toContain('Code: ACME_TLS_UNTRUSTED')
  })

  test('a certificate that ended is not protected, and nothing about it is green', async () => {
    dashboard = await dashboards.open(scenes['not-protected'])
    await heading().waitFor()
    expect(await shownText(heading())).toBe('Not protected')
    expect(await text()).toContain('The certificate ended 3 days ago.')
    const colour = (state: string) => dashboard.page.locator(`[data-state=${state}] svg`).evaluate((mark) => getComputedStyle(mark).color)
    expect(await colour('verified')).toBe(await colour('issued'))
  })

  test('a device without a certificate shows its first run and nothing that is not there yet', async () => {
    dashboard = await dashboards.open(scenes['first-run'])
    await heading().waitFor()
    expect(await text()).toContain('Getting the first certificate. This takes some seconds.')
    expect(await text()).not.toContain('Certificate details')
    expect(await text()).not.toContain('Used by')
  })

  test('a practice certificate is called one, and nobody is led to think that others trust it', async () => {
    dashboard = await dashboards.open(scenes.practice)
    await heading().waitFor()
    const [headline, , sentence] = (await text()).split('\n')
    expect(headline).toBe('Protected')
    expect(sentence).toMatch(/^Others do not trust this certificate: it is for practice\. Valid until /)
    expect(await text()).toContain('This is a practice setup.')
    expect(await shownText(dashboard.page.locator('[data-target=device-page]'))).toContain('Not trusted by others: its issuer is for tests')
  })

  test('an administrator unfolds serial, thumbprint and places, and copies them', async () => {
    dashboard = await dashboards.open(scenes.protected)
    await dashboard.page.getByRole('button', { name: 'Certificate details' }).click()
    await dashboard.page.getByRole('button', { name: 'Copy Thumbprint (SHA-1)' }).click()
    expect(await dashboard.page.evaluate(() => navigator.clipboard.readText())).toBe('B7E4F0A1C2D3948576E1F2031425364758697A8B')
    expect(await text()).toContain('/home/ana/.local/share/mylzip/store/k7f3q9xz.acme.myl.test/current/privkey.pem')
  })

  test('what happens appears among the last five activities as it happens', async () => {
    dashboard = await dashboards.open(scenes.protected)
    await heading().waitFor()
    const entries = dashboard.page.getByRole('list', { name: 'Activities' }).getByRole('listitem')
    expect(await entries.count()).toBe(5)
    const [newest] = sampleActivity(13)
    if (newest === undefined) return expect.fail('the sample is not empty')
    dashboard.agent.push({ type: 'activity', activity: { ...newest, sentence: 'Something new happened.' } })
    await dashboard.page.getByText('Something new happened.').waitFor()
    expect(await shownText(entries.first())).toContain('Something new happened.')
    expect(await entries.count()).toBe(5)
  })

  test('with five hundred certificates the page is about the device’s own, and names those of the others that need somebody', async () => {
    dashboard = await dashboards.open(certificateScenes.many)
    await dashboard.page.getByText('There are 499 more, and none needs anybody.').waitFor()
    expect(await dashboard.page.getByRole('heading', { level: 1 }).count()).toBe(1)
  })

  test('another certificate that needs somebody leads to where it is looked at', async () => {
    dashboard = await dashboards.open(certificateScenes.several)
    await dashboard.page.getByText('One of 3 others needs somebody:').waitFor()
    await dashboard.page.getByRole('link', { name: 'intranet.example' }).click()
    await dashboard.page.getByRole('heading', { level: 1, name: 'Certificates' }).waitFor()
    expect(new URL(dashboard.page.url()).hash).toContain('#/certificates/')
  })
})
