import { pluralOf } from '../plural.policy.ts'

export const plural = pluralOf('de')
