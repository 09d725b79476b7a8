import { describe, expect, it } from 'vitest'
import { zonesInPortalsSite } from '#cloud/plugins/one-site.policy.ts'

describe('a portal beside the zones of devices', () => {
  it.each([
    ['https://portal.myl.zip', ['devices.myl.zip'], ['devices.myl.zip']],
    ['https://myl.zip', ['devices.myl.zip', 'myl.example'], ['devices.myl.zip']],
    ['https://ssl.example.co.uk', ['devices.example.co.uk'], ['devices.example.co.uk']],
    ['https://portal.example', ['myl.zip', 'other.example'], []],
    ['https://one.co.uk', ['two.co.uk'], []],
  ])('%s and %j: one site to browsers with %j', (publicUrl, zones, shared) => {
    expect(zonesInPortalsSite(publicUrl, zones)).toEqual(shared)
  })

  it('is apart from a zone in the Public Suffix List, where each team is a site of its own', () => {
    expect(zonesInPortalsSite('https://portal.github.io', ['github.io'])).toEqual([])
  })

  it('at an address has no site to share', () => {
    expect(zonesInPortalsSite('https://192.0.2.7', ['myl.zip'])).toEqual([])
  })
})
