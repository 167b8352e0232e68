import { chosenOf, usualOf } from '../../core/methods/asked-first.ts'
import type { DayMethod } from '../../core/changes/method-change.ts'
import type { MethodRow } from '../../store/methods.ts'
import { AppError } from '../../errors.ts'
import type { PersonsMethods } from './methods-of.ts'

/** What a person is asked for first. */
export type Preferred = {
  /** The method that was chosen for it; null where that is left to us. */
  readonly chosen: MethodRow | null
  /** What they are asked for where nobody chose; null where they have nothing that is good for every day. */
  readonly usual: MethodRow | null
}

/** What a person is asked for first, of what they can prove with. */
export function preferredOf(all: PersonsMethods): Preferred {
  const methods = proving(all)
  return { chosen: chosenOf(methods), usual: usualOf(methods) }
}

/**
 * The method of a kind that is to be asked for first: the one that is already, else the one used last. Throws `method.none_registered`
 * where they can prove with none of the kind.
 */
export function toPrefer(all: PersonsMethods, kind: DayMethod): string {
  const methods = proving(all).filter((one) => one.kind === kind)
  const found = chosenOf(methods) ?? usualOf(methods)
  if (found === null)
    throw new AppError('method.none_registered', { hint: 'They have none of this kind that they may use.' })
  return found.id
}

const proving = ({ methods, notAllowed }: PersonsMethods) =>
  methods.filter(({ kind, isUsable }) => isUsable && !notAllowed.includes(kind))
