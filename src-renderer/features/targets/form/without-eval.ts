import { config } from 'zod'

/**
 * The page's policy forbids making code of text, which zod tries with the first schema it meets. So this is loaded before the
 * module that holds one.
 */
config({ jitless: true })
