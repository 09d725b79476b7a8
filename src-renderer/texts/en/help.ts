export const help = {
  help: {
    word: 'Help',
    with: (screen: string) => `Help with this screen: ${screen}`,
    heading: 'Help',
    close: 'Close the help',
    loading: 'Opening the guide…',
    absent: 'This page of the guide could not be opened. Load the dashboard again and try once more.',
  },
}
