import type { de } from './de.ts'

/** The English of everything that people read: what is no sentence here cannot be said to them. */
export type Sentence = keyof typeof de
