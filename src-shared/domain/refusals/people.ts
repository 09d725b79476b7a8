/** What people, and programs in their place, are refused by the cloud. */
export const peopleRefusals = {
  SIGN_IN_NEEDED: {
    sentence: 'You are not signed in, or your session has ended.',
    next: 'Sign in, then try again.',
  },
  CSRF_TOKEN_INVALID: {
    sentence: 'The request did not come from a page of ours, and nothing was done.',
    next: 'Load the page again and repeat what you did.',
  },
  API_TOKEN_INVALID: {
    sentence: 'The API token is not known, has expired, or was withdrawn.',
    next: 'Make a new API token in your team.',
  },
  SCOPE_MISSING: {
    sentence: 'The API token does not have the scope {scope}, which this call needs.',
    next: 'Make an API token with the scope {scope}.',
  },
  PERSON_NEEDED: {
    sentence: 'This call is for people who are signed in, not for API tokens.',
    next: 'Sign in and do it yourself.',
  },
  TEAM_NOT_FOUND: {
    sentence: 'There is no team {team}, or you do not belong to it.',
    next: 'Check how the team is called, or ask one of its owners for an invitation.',
  },
  ROLE_TOO_LOW: {
    sentence: 'This needs the role {needed} in the team; yours is {role}.',
    next: 'Ask an owner or admin of the team.',
  },
} as const
