import { plural } from './plural.ts'

export const thirdParty = {
  thirdParty: {
    open: 'Software by others',
    heading: 'Software by others',
    explanation: (count: number) =>
      plural(count, {
        one: 'This program holds one work of others. It stands here with its licence.',
        other:
          'This program holds # works of others. They stand here with their licences. Those of Chromium lie beside the program, in LICENSES.chromium.html.',
      }),
    licenceOf: (name: string) => `Licence of ${name}`,
    loading: 'Looking them up…',
    absent: 'The list could not be loaded. It is part of the program: close this and open it again.',
    close: 'Close',
  },
}
