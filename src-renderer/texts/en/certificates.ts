export const certificates = {
  certificates: {
    heading: 'Certificates',
    column: { state: 'State', names: 'Names', issuer: 'Issuer', safeUntil: 'Safe until', usedBy: 'Used by' },
    notIssued: 'Not issued yet',
    more: (name: string, others: string) => `${name} and ${others} more`,
    emptyTitle: 'No certificates yet',
    empty: 'Every certificate of this device appears here, with its state and the programs that use it.',
    order: 'Order a certificate',
  },
}
