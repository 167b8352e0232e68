import { Badge } from '@mantine/core'

export type Processing = 'not_started' | 'updating' | 'up_to_date' | 'paused' | 'error'

const words: Readonly<Record<Processing, readonly [colour: string, word: string]>> = {
  not_started: ['gray', 'not started'],
  updating: ['blue', 'updating'],
  up_to_date: ['admit', 'up to date'],
  paused: ['yellow', 'paused'],
  error: ['red', 'in error'],
}

/** How far something follows what it is worked out from, in one word. */
export function ProcessingBadge({ is }: { readonly is: Processing }) {
  const [colour, word] = words[is]
  return <Badge color={colour}>{word}</Badge>
}

const ofGraph: Readonly<Record<string, Processing>> = {
  NotStarted: 'not_started',
  Running: 'updating',
  Succeeded: 'up_to_date',
  Paused: 'paused',
  Failed: 'error',
}

/** The word of Graph as ours. */
export function processingOf(status: string): Processing {
  return ofGraph[status] ?? 'updating'
}
