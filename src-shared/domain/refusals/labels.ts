/** What names cannot be had. */
export const labelRefusals = {
  LABEL_TAKEN: {
    sentence: 'The name {label} is taken. Choose another one.',
    next: 'Choose another name.',
  },
  LABEL_UNUSABLE: {
    sentence: 'The name {label} cannot be used: {reason}.',
    next: 'Choose another name: letters, digits and hyphens.',
  },
  LABEL_CONFUSABLE: {
    sentence: 'The name {label} is easily taken for {other}, which {whose}.',
    next: 'Choose a name that cannot be taken for {other}: 1 looks like l and i, 0 like o, rn like m, vv like w, and hyphens are overlooked.',
  },
  ZONE_UNKNOWN: {
    sentence: 'This cloud gives no names in {zone}, but in: {zones}.',
    next: 'Choose one of: {zones}.',
  },
} as const
