import { describe, expect, it } from 'vitest'
import { usualPlaces } from '#main/adoption/places.policy.ts'

const foldersOf = (places: ReturnType<typeof usualPlaces>, source: string) =>
  places.filter((place) => place.source === source).map(({ folder }) => folder)

describe('where other programs usually keep their settings', () => {
  it('on Windows is below ProgramData and the user’s own folders', () => {
    const env = { ProgramData: 'D:\\Data', LOCALAPPDATA: 'C:\\Users\\ana\\AppData\\Local', SystemRoot: 'C:\\Windows' }
    const places = usualPlaces({ platform: 'win32', home: 'C:\\Users\\ana', env })
    expect(foldersOf(places, 'win-acme')).toEqual(['D:\\Data\\win-acme'])
    expect(foldersOf(places, 'simple-acme')).toEqual(['D:\\Data\\simple-acme'])
    expect(foldersOf(places, 'certify')).toEqual(['D:\\Data\\certify'])
    expect(foldersOf(places, 'certbot')).toEqual(['C:\\Certbot'])
    expect(foldersOf(places, 'lego')).toEqual(['C:\\Users\\ana\\.lego'])
    expect(foldersOf(places, 'posh-acme')).toEqual([
      'C:\\Users\\ana\\AppData\\Local\\Posh-ACME',
      'C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\Posh-ACME',
    ])
  })

  it('elsewhere is below /etc and the home folder', () => {
    const places = usualPlaces({ platform: 'linux', home: '/home/ana', env: {} })
    expect(foldersOf(places, 'certbot')).toEqual(['/etc/letsencrypt'])
    expect(foldersOf(places, 'lego')).toEqual(['/home/ana/.lego'])
    expect(foldersOf(places, 'posh-acme')).toEqual(['/home/ana/.config/Posh-ACME'])
    expect(foldersOf(places, 'certify')).toEqual([])
  })

  it('follows the variables by which the programs are told another place', () => {
    const places = usualPlaces({ platform: 'linux', home: '/home/ana', env: { LEGO_PATH: '/srv/lego', POSHACME_HOME: '/srv/posh' } })
    expect(foldersOf(places, 'lego')).toEqual(['/srv/lego', '/home/ana/.lego'])
    expect(foldersOf(places, 'posh-acme')).toEqual(['/srv/posh', '/home/ana/.config/Posh-ACME'])
  })
})
