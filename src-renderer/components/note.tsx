import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import type { ReactNode } from 'react'

/** A message in the page: what is, then what happens next; at its end what the person can do. */
export function Note(props: {
  intent: 'info' | 'success' | 'warning' | 'error'
  title?: ReactNode
  children: ReactNode
  actions?: ReactNode
}) {
  return (
    <MessageBar intent={props.intent} layout="multiline">
      <MessageBarBody>
        {props.title !== undefined && <MessageBarTitle>{props.title}</MessageBarTitle>}
        {props.children}
      </MessageBarBody>
      {props.actions !== undefined && <MessageBarActions>{props.actions}</MessageBarActions>}
    </MessageBar>
  )
}
