interface Issue {
  readonly message: string
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
}

/** `limit: Too big; before: …`: where and why, for a sentence. The offending value stays out of it. */
export function describeIssues(issues: readonly Issue[]): string {
  return issues.slice(0, 5).map(describeIssue).join('; ')
}

function describeIssue({ message, path = [] }: Issue): string {
  const place = path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.')
  return place === '' ? message : `${place}: ${message}`
}
