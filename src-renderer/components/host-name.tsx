import { Fragment } from 'react'

/** A name that breaks between its labels before it breaks inside one. */
export function HostName({ name }: { name: string }) {
  return name.split('.').map((label, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: labels repeat and have no other identity
    <Fragment key={index}>
      {index > 0 && '.'}
      {index > 0 && <wbr />}
      {label}
    </Fragment>
  ))
}
