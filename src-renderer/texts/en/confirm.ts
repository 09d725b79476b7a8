export const confirm = {
  confirm: {
    lost: 'What will be lost:',
    type: (name: string) => `To go on, type ${name}`,
    differs: 'This is not the name yet.',
    cancel: 'Cancel',
    offline: 'The agent is not running, so this cannot be done now.',
  },
}
