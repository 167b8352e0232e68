import type { Channel } from '../../store/messages.ts'
import type { Answer } from './mailer.ts'

/** A text on its way to a phone: to be read, or read aloud; the same id however often it is tried. */
export type OutgoingText = {
  readonly id: string
  /** As E.164 writes it. */
  readonly to: string
  readonly text: string
  readonly channel: Exclude<Channel, 'mail'>
  readonly language: string
}

/** The way to the gateway that sends texts and calls. Nothing here throws or takes longer than ten seconds. */
export type Texter = {
  readonly send: (one: OutgoingText) => Promise<Answer>
  readonly close: () => void
}
