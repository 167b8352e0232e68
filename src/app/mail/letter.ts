import type { Instant } from '../../core/snapshot.ts'
import type { Message } from '../../store/messages.ts'
import type { Admit } from '../admit.ts'
import { invitationDays } from '../../core/guests/invitation.ts'
import { invitationUrl } from '../guests/link.ts'
import { codeLifetime, resetCode, sentCode } from '../recovery/reset-code.ts'
import { codeLifetime as ownLifetime, signInCode } from '../codes/sent-code.ts'
import { inWords } from '../words/when.ts'
import { type Language, languageOf, languages } from './languages.ts'
import { linkOf } from './link.ts'
import { type CodeKind, isCode, type News, type NewsKind } from './news.ts'
import type { Texts, Told } from './texts/texts.ts'

/** What somebody reads: plain lines without any markup, none of them broken. */
export type Letter = {
  readonly language: Language
  readonly subject: string
  readonly greeting: string
  readonly says: readonly string[]
  readonly link: { readonly says: string; readonly label: string; readonly url: string } | null
  readonly closing: string
}

/** A message in the words of the person's language, else the organisation's, else in English. */
export function letterOf(admit: Admit, tenantId: string, message: Message): Letter {
  const language = languageOf(message.language, message.organisationLanguage)
  const texts: Texts = languages[language]
  const when = (at: Instant) => inWords(language, at)
  const facts = (message.facts ?? {}) as Record<string, unknown>
  const news = { ...facts, kind: message.kind } as News
  const told = toldOf(admit, tenantId, message, news, when)
  const write = texts.news[message.kind as NewsKind] as (
    told: Told<NewsKind>,
    around: object,
  ) => {
    readonly subject: string
    readonly says: readonly string[]
  }
  const organisation = oneLine(message.organisation)
  const { subject, says } = write(told as Told<NewsKind>, {
    organisation,
    signInName: oneLine(message.signInName),
    when: when(message.madeAt),
    signInUrl: `${admit.config.origins[0]}/myapps`,
    temporaryDays: message.temporaryDays,
  })
  return {
    language,
    subject,
    greeting: texts.greeting(oneLine(message.displayName)),
    says,
    link: linkIn(admit, tenantId, message, news, texts, when),
    closing: texts.closing(organisation),
  }
}

/** Where the letter leads: to accept an invitation, to choose a new password, or to say that it was not them. */
function linkIn(
  admit: Admit,
  tenantId: string,
  message: Message,
  news: News,
  texts: Texts,
  when: (at: Instant) => string,
): Letter['link'] {
  if (news.kind === 'invited') {
    const { label, says } = texts.invitation
    const until = when(message.madeAt + invitationDays * 86_400_000)
    return {
      says: says(until),
      label,
      url: invitationUrl(admit, tenantId, { accountId: message.accountId ?? '', nth: news.nth }),
    }
  }
  const link = linkOf(admit, tenantId, message)
  const { label, says } = news.kind === 'reset_link' ? texts.resetLink : texts.notMe
  return link && { says: says(when(link.until)), label, url: link.url }
}

/** News with their instants in words. A code is made only here, where it is read (SEC-38). */
function toldOf(
  admit: Admit,
  tenantId: string,
  { madeAt }: Message,
  news: News,
  when: (at: Instant) => string,
): object {
  if (news.kind === 'invitation_code') {
    const code = sentCode(admit, 'invitation code', tenantId, news.redemption, news.nth)
    return { ...news, code, until: when(madeAt + codeLifetime) }
  }
  if (news.kind === 'sign_up_code') {
    const code = sentCode(admit, 'sign-up code', tenantId, news.signUp, news.nth)
    return { ...news, code, until: when(madeAt + codeLifetime) }
  }
  if (news.kind === 'invited')
    return { ...news, by: news.by && oneLine(news.by), said: news.said === null ? [] : linesOf(news.said) }
  if (isCode(news.kind))
    return { ...news, code: codeIn(admit, tenantId, news), until: when(madeAt + lifetimeOf(news.kind)) }
  if (news.kind === 'administrator_reset') return { ...news, name: oneLine(news.name) }
  if (news.kind === 'reset_not_open') return { ...news, helpers: news.helpers.map(oneLine) }
  return 'until' in news ? { ...news, until: when(news.until) } : news
}

/** How long a code of this kind is good for, in milliseconds. */
export const lifetimeOf = (kind: CodeKind): number => (kind === 'reset_code' ? codeLifetime : ownLifetime)

/** The code that news of this kind are. */
function codeIn(admit: Admit, tenantId: string, news: News): string {
  if (news.kind === 'reset_code') return resetCode(admit, tenantId, news.reset, news.nth)
  return news.kind === 'sign_in_code' || news.kind === 'set_up_code'
    ? signInCode(admit, tenantId, news.of, news.nth)
    : ''
}

/** What somebody reads on their phone, or hears: then a figure at a time. */
export function textOf(
  admit: Admit,
  tenantId: string,
  message: Message,
): { readonly language: Language; readonly text: string } {
  const language = languageOf(message.language, message.organisationLanguage)
  const news = { ...message.facts, kind: message.kind } as News
  if (!isCode(news.kind)) throw new Error(`${news.kind} is not sent to a phone`)
  const code = codeIn(admit, tenantId, news)
  const said = message.channel === 'voice' ? [...code].join(', ') : code
  return { language, text: languages[language].short[news.kind](said, oneLine(message.organisation)) }
}

/** A name from the directory as part of a line: no line breaks, no marks that turn text round, not too long (SEC-37). */
export function oneLine(name: string): string {
  const line = name.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return [...line].length > 80 ? `${[...line].slice(0, 79).join('')}…` : line
}

/** What somebody wrote, as plain lines: nothing in it turns text round, and nothing is made of it but text (SEC-37). */
function linesOf(said: string): readonly string[] {
  return said
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.replace(/[\p{C}\s]+/gu, ' ').trim())
    .filter((line) => line !== '')
}
