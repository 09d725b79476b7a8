import { pluralOf } from '@mylzip/shared/texts/plural.policy.ts'

export const plural = pluralOf('en')
