/** What has to wait for others. */
export const quotaRefusals = {
  ORDER_QUEUED: {
    sentence: 'The authority at {directory} takes only so many new certificates of all devices together. This one’s turn comes on {until}.',
    next: 'Nothing needs to be done: the device orders by itself then.',
  },
} as const
