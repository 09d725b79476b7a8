import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'

/** For whoever only looks at a program: what it refuses with says that it could not be told anything, and nobody told it. */
export async function asked<T>(looking: Promise<T>): Promise<T> {
  return looking.catch(saying('TARGET_UNREADABLE'))
}

/** For whoever has a program go back: it is not the new certificate that it could not be told to use. */
export async function goneBack<T>(telling: Promise<T>): Promise<T> {
  return telling.catch(saying('TARGET_NOT_GIVEN_BACK'))
}

function saying(code: 'TARGET_UNREADABLE' | 'TARGET_NOT_GIVEN_BACK'): (error: unknown) => never {
  return (error) => {
    throw isRefusal(error, 'TARGET_FAILED') ? new Refusal(code, error.data, { cause: error }) : error
  }
}
