/** What a sign-in comes to, in a mark and a few words. */
export const outcomes = {
  admit: '✓ Gets in',
  refuse: '✕ Cannot get in: somebody must act',
  challenge: '! Can get in: something is theirs to do',
  unknown: '? Cannot be told',
} as const
