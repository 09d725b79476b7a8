import { day, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Certificate, Run, StateEvent } from '@mylzip/shared/operations/values.ts'
import { describe, expect, test } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { shownText } from '../support/dashboard.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { sampleChain, samplePastVersion } from '../support/sample-history.ts'
import { certificateId, name, sampleActivity, sampleCertificate, sampleNow, sampleRun, sampleSnapshot } from '../support/samples.ts'

/** What a version to come may say; nobody of today has a name for it. */
const later = <Value>(value: Value, more: object) => ({ ...value, ...more }) as Value
const certificate: Certificate = later(sampleCertificate(), { health: 'resting', keyType: 'ml-dsa-65', proof: { via: 'by-pigeon' } })
const [first, ...others] = sampleRun(3).steps
const run: Run = later(sampleRun(3), { reason: 'the-weather', steps: [first, { ...first, step: 'stamp', status: 'blessed' }, ...others] })
const { key, ...version } = samplePastVersion({ revokedAt: toTimestamp(sampleNow - day) })
const versions = [later({ ...version, key: later(key, { origin: 'grown-here' }) }, { revocationReason: 'boredom' })]
const [leaf, ...above] = sampleChain().links
const chain = later(sampleChain(), { root: 'the-moon', links: [{ ...leaf, from: 'a-comet' }, ...above] })
const certificates = { versions: async () => versions, chain: async () => chain }
const snapshot = sampleSnapshot({ certificates: [certificate], runs: [run] })

describe.skipIf(missingBrowser)(`a page that is older than its agent${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('shows what it knows, calls the rest by its own name, and goes on after an event that it does not know', async () => {
    const { agent, page } = await dashboards.open({ snapshot }, { later: { certificates } })
    const main = page.locator('main')
    await main.getByText(name).first().waitFor()
    agent.push({ type: 'weather', weather: 'rain' } as unknown as StateEvent)
    await expect.poll(() => shownText(main)).toContain('stamp')
    const [entry] = sampleActivity(1)
    if (!entry) throw new Error('there is no activity')
    agent.push({ type: 'activity', activity: { ...entry, seq: 999, action: 'weather-looked-at', sentence: 'It was seen to rain.' } })
    await main.getByText('It was seen to rain.').waitFor()
    for (const at of ['#/certificates', `#/certificates/${certificateId}`]) {
      await page.evaluate((hash) => {
        window.location.hash = hash
      }, at)
      await page.getByText('resting').first().waitFor()
    }
    await page.getByText('ml-dsa-65').first().waitFor()
    const panel = page.getByRole('dialog', { name, exact: true })
    for (const words of ['grown-here, never given out', 'the-moon', 'boredom']) await panel.getByText(words).first().waitFor()
    const folded = panel.locator('[aria-expanded=false]')
    while ((await folded.count()) > 0) await folded.first().click()
    await panel.getByText('a-comet').waitFor()
  })
})
