import { texts } from '../texts/texts.ts'

/** As index.html has it, until there is a page to draw: what stands there already does not go by. */
export const Frame = () => <p className="frame">{texts.product}</p>
