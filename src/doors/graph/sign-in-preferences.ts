import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import type { PersonsMethods } from '../../app/methods/methods-of.ts'
import { preferredOf, toPrefer } from '../../app/methods/preferred.ts'
import { AppError } from '../../errors.ts'
import type { Api } from './api.ts'
import { carryOut, changed } from './carry-out.ts'
import { type PreferenceWord, preferences, preferenceWord } from './nouns/preferences.ts'
import { bases, methodsAsked, oneAsked, paramsOf, personAsked } from './of-person.ts'
import type { FastifyRequest } from 'fastify'

const word = 'userPreferredMethodForSecondaryAuthentication'
const isOurs = 'isSystemPreferredAuthenticationMethodEnabled'
const edit = z.strictObject({ [word]: z.enum(preferences).optional(), [isOurs]: z.boolean().optional() })
type Edit = { readonly [word]?: PreferenceWord | undefined; readonly [isOurs]?: boolean | undefined }

/** Which second factor a person is asked for first: the one that was chosen, or, where that is left to us, the one used last. */
export function signInPreferenceRoutes(app: Api, admit: Admit): void {
  for (const base of bases) {
    const at = `${base}/authentication/signInPreferences`
    const params = paramsOf(base).of
    const show = async (request: FastifyRequest) => {
      const all = await methodsAsked(admit, request)
      const { chosen } = preferredOf(all)
      return oneAsked(admit, request, 'signInPreferences', {
        [isOurs]: chosen === null,
        [word]: chosen === null ? null : preferenceWord(chosen, all.phoneBy),
      })
    }
    app.get(at, { schema: { tags: ['directory'], ...params } }, show)
    app.patch(at, { schema: { tags: ['directory'], ...params, body: edit } }, async (request, reply) => {
      const accountId = await personAsked(admit, request)
      const methodId = methodMeant(await methodsAsked(admit, request), request.body as Edit)
      await carryOut(admit, request, [{ do: 'prefer_method', accountId, methodId }])
      return changed(request, reply, () => show(request))
    })
  }
}

/** The method that is to be asked for first; null where that is to be left to us. */
function methodMeant(all: PersonsMethods, { [word]: wanted, [isOurs]: leftToUs }: Edit): string | null {
  const refuse = (field: string, hint: string): never => {
    throw new AppError('request.invalid', { field, hint })
  }
  if (leftToUs === true) {
    if (wanted !== undefined) refuse(isOurs, 'Either one is chosen here, or it is left to us: say one of both.')
    return null
  }
  switch (wanted) {
    case undefined: {
      const { chosen } = preferredOf(all)
      if (leftToUs === false && chosen !== null) return chosen.id
      return refuse(word, 'Say which one is to be asked for first.')
    }
    case 'oath':
      return toPrefer(all, 'totp')
    case 'sms':
    case 'voiceMobile': {
      const by = wanted === 'sms' ? 'sms' : 'voice'
      const methodId = toPrefer(all, 'phone')
      if (by === all.phoneBy) return methodId
      return refuse(
        word,
        by === 'sms'
          ? 'Texts are not allowed for this person: voiceMobile is how their phone is asked.'
          : 'A phone is sent a text first, and called where the person wants that: say sms.',
      )
    }
    default:
      return refuse(word, `${wanted} is not asked for at a sign-in here.`)
  }
}
