import { AppError } from '../../errors.ts'
import { say } from '../words/say.ts'

/** Work that takes much of the machine, so much of it at once and the rest in turn. */
export type Turns = {
  /** For somebody who waits for the answer; throws `server.busy` at once where the line is longer than anybody should wait. */
  readonly soon: <T>(work: () => Promise<T>) => Promise<T>
  /** For what nobody waits for at a page: as long as it takes, and every fourth turn while people wait. */
  readonly whenever: <T>(work: () => Promise<T>) => Promise<T>
  /** Whether any piece is under way. */
  readonly isBusy: () => boolean
}

type Waiting = { readonly since: number; readonly go: () => void; readonly giveUp: () => void }

/** A background task waits for three people at most. */
const peopleFirst = 3

/** Whatever one piece of work is thought to take, no more people wait than this, each with a request in memory. */
const mostWaiting = 2_000

/**
 * Turns for `atOnce` pieces of work at a time. How long a line takes is told by how long the last pieces took; nobody waits
 * longer than `longestWait` milliseconds.
 */
export function newTurns({ atOnce, longestWait }: { readonly atOnce: number; readonly longestWait: number }): Turns {
  const people: Waiting[] = []
  const background: (() => void)[] = []
  let running = 0
  let peopleInARow = 0
  // Milliseconds a piece takes, the newest counting most; a first guess that the first pieces correct.
  let usual = 20

  const expected = (): number => {
    const share = background.length === 0 ? 1 : 1 + 1 / peopleFirst
    return running < atOnce ? 0 : ((people.length + 1) * share * usual) / atOnce
  }

  const next = (): void => {
    // The line may have moved more slowly than it seemed it would: whoever has waited too long is told now.
    while (people[0] !== undefined && performance.now() - people[0].since > longestWait) people.shift()?.giveUp()
    const isBackground = background.length > 0 && (people.length === 0 || peopleInARow >= peopleFirst)
    peopleInARow = isBackground || background.length === 0 ? 0 : peopleInARow + 1
    const go = isBackground ? background.shift() : people.shift()?.go
    if (go === undefined) running--
    else go()
  }

  const done = async <T>(work: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    try {
      return await work()
    } finally {
      usual += (performance.now() - began - usual) / 8
      next()
    }
  }

  return {
    async soon(work) {
      if (expected() > longestWait || people.length >= mostWaiting) throw busy(expected())
      if (running >= atOnce)
        await new Promise<void>((go, refuse) =>
          people.push({ since: performance.now(), go, giveUp: () => refuse(busy(expected())) }),
        )
      else running++
      return done(work)
    },
    async whenever(work) {
      if (running >= atOnce) await new Promise<void>((go) => background.push(go))
      else running++
      return done(work)
    },
    isBusy: () => running > 0,
  }
}

function busy(millis: number): AppError {
  const retryAfter = Math.max(1, Math.ceil(millis / 1000))
  return new AppError('server.busy', {
    retryAfter,
    hint:
      retryAfter === 1
        ? say('Many people are signing in at this moment. Wait a second, then try again.')
        : say('Many people are signing in at this moment. Wait {wait} seconds, then try again.', { wait: retryAfter }),
  })
}
