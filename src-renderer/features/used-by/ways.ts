/** Where what is said here is done: a certificate's own page, and what is set up for a program. */
export const toCertificate = (id: string) => `#/certificates/${id}`
export const toTarget = (...rest: string[]) => `#/targets/${rest.join('/')}`
