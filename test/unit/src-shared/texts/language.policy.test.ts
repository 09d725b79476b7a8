import { dateLocale, languageFor } from '@mylzip/shared/texts/language.policy.ts'
import { describe, expect, test } from 'vitest'

describe('the language of the dashboard', () => {
  test.each([
    ['is the one that was chosen, whatever the machine speaks', 'de', ['en-US'], 'de'],
    ['is the first of the machine’s languages that is spoken here', undefined, ['fr-FR', 'de-AT', 'en'], 'de'],
    ['is English where none of them is', undefined, ['fr-FR', 'it'], 'en'],
    ['is English where the machine names none', undefined, [], 'en'],
    ['is the machine’s where the choice is one that is not spoken here (any more)', 'tlh', ['de'], 'de'],
    ['is never mistaken for a name that every object has', 'constructor', ['toString', '__proto__'], 'en'],
  ] as const)('%s', (_, choice, wished, language) => {
    expect(languageFor(choice, wished)).toBe(language)
  })
})

describe('dates speak the language of the texts', () => {
  test.each([
    ['as that language is written where the person is', 'en', ['de-DE', 'en-US', 'en'], 'en-US'],
    ['as those write English who live there, where the person’s languages name the region alone', 'en', ['de-CH', 'fr'], 'en-CH'],
    ['as usual where nobody knows how that region writes this language', 'de', ['en-US', 'en'], 'de-DE'],
    ['as usual where no region is known', 'en', ['de', 'fr'], 'en-GB'],
    ['as usual where a language’s tag is none', 'en', ['x_y', '-'], 'en-GB'],
  ] as const)('%s', (_, language, wished, locale) => {
    expect(dateLocale(language, wished)).toBe(locale)
  })
})
