// Before all that is evaluated below: the page comes along meanwhile.
import './app/ask-ahead.ts'
import { begin } from './app/begin.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

await begin(root)
