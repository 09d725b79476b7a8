export const language = {
  language: {
    heading: 'Language',
    explanation: 'What this dashboard speaks, at once and on this machine alone. Dates and numbers are written as your region does.',
    system: (name: string) => `As the system does (${name})`,
  },
}
