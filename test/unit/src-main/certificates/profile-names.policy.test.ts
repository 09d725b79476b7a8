import { expect, test } from 'vitest'
import { refuseTooManyForProfile, tooManyForProfile } from '#main/certificates/profile-names.policy.ts'

const names = (count: number) => Array.from({ length: count }, (_, number) => `n${number}.example.test`)

test('some profiles take fewer names than a certificate can hold, and say how many', () => {
  for (const profile of ['tlsserver', 'shortlived']) {
    expect(tooManyForProfile(profile, names(25))).toBeUndefined()
    expect(tooManyForProfile(profile, names(26))).toMatchObject({
      code: 'PROFILE_TAKES_FEWER_NAMES',
      message: `Certificates of the profile ${profile} hold 25 names at most, and this one is for 26 names.`,
    })
  }
})

test('any other profile, and none, takes as many as a certificate can hold', () => {
  for (const profile of ['classic', 'of-our-own', 'constructor', null, undefined])
    expect(() => refuseTooManyForProfile(profile, names(100))).not.toThrow()
})
